package io.govshare.stack;

import io.govshare.testkit.architecture.GovShareArchitecture;

class StackArchitectureTests extends GovShareArchitecture {}
