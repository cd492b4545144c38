package io.govshare.schemas;

import io.govshare.proof.receipt.ReceiptBundle;

class ReceiptBundleSchemaUnitTests extends FileSchemaContractTests {
    ReceiptBundleSchemaUnitTests() {
        super(
                "receipt-bundle",
                "2d4e8635efc0579200fd142402988b0803f5b88ba669fb6a4052c32d7c6d9d32",
                text -> ReceiptBundle.parse(text).toJson());
    }
}
