package io.govshare.catalog;

import io.govshare.testkit.architecture.GovShareArchitecture;

class CatalogArchitectureTests extends GovShareArchitecture {}
