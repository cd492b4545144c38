package io.govshare.schemas;

import io.govshare.testkit.architecture.GovShareArchitecture;

class SchemasArchitectureTests extends GovShareArchitecture {}
