package io.govshare.verifier;

import io.govshare.testkit.architecture.GovShareArchitecture;

class VerifierArchitectureTests extends GovShareArchitecture {}
