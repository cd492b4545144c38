package io.govshare.schemas;

import io.govshare.proof.receipt.Receipt;

class ReceiptSchemaUnitTests extends FileSchemaContractTests {
    ReceiptSchemaUnitTests() {
        super(
                "receipt",
                "ddda1f069552fb7497e6947b94694bb4954036c9b19c2eb6572e79c546a6e69e",
                text -> Receipt.parse(text).toJson());
    }
}
