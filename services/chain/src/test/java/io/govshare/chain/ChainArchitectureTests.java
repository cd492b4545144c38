package io.govshare.chain;

import io.govshare.testkit.architecture.GovShareArchitecture;

class ChainArchitectureTests extends GovShareArchitecture {}
