package io.govshare.identity;

import io.govshare.testkit.architecture.GovShareArchitecture;

class IdentityArchitectureTests extends GovShareArchitecture {}
