package io.govshare.proof;

import io.govshare.testkit.architecture.GovShareArchitecture;

class ProofArchitectureTests extends GovShareArchitecture {}
