package io.govshare.audit;

import io.govshare.testkit.architecture.GovShareArchitecture;

class AuditArchitectureTests extends GovShareArchitecture {}
