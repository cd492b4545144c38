package io.govshare.catalog;

import io.govshare.testkit.openapi.OpenApiAssertions;
import org.junit.jupiter.api.Test;

class DescriptionIntegrationTests extends CatalogServiceTest {

    @Test
    void theCommittedDescriptionIsThatOfTheService() throws Exception {
        OpenApiAssertions.assertCommitted(port);
    }
}
