package io.govshare.chain;

/**
 * An anchor ready to be sent.
 *
 * @param gasPrice offered, in wei
 */
public record SignedAnchor(SignedTransaction transaction, long gasPrice, AnchorRequest request) {
    /** Known before anybody has seen the transaction. */
    public String txHash() {
        return transaction.hash();
    }

    public long nonce() {
        return transaction.nonce();
    }

    @Override
    public String toString() {
        return "SignedAnchor[" + txHash() + ", nonce " + nonce() + ", size " + request.size() + "]";
    }
}
