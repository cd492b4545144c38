package io.govshare.ledger;

import io.govshare.testkit.architecture.GovShareArchitecture;

class LedgerArchitectureTests extends GovShareArchitecture {}
