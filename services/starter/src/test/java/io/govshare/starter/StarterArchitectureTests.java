package io.govshare.starter;

import io.govshare.testkit.architecture.GovShareArchitecture;

class StarterArchitectureTests extends GovShareArchitecture {}
