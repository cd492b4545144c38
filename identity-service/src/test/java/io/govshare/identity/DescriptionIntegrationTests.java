package io.govshare.identity;

import io.govshare.testkit.openapi.OpenApiAssertions;
import org.junit.jupiter.api.Test;

class DescriptionIntegrationTests extends IdentityFixture {

    @Test
    void theCommittedDescriptionIsThatOfTheService() throws Exception {
        OpenApiAssertions.assertCommitted(port);
    }
}
