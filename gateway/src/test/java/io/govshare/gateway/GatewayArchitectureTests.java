package io.govshare.gateway;

import io.govshare.testkit.architecture.GovShareArchitecture;

class GatewayArchitectureTests extends GovShareArchitecture {}
