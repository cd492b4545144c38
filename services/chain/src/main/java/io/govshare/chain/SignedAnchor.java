package io.govshare.chain;

/**
 * A transaction ready to be sent.
 *
 * @param txHash known before anybody has seen the transaction
 * @param gasPrice offered, in wei
 */
public record SignedAnchor(String txHash, long nonce, long gasPrice, byte[] rawTransaction, AnchorRequest request) {
    public SignedAnchor {
        rawTransaction = rawTransaction.clone();
    }

    @Override
    public byte[] rawTransaction() {
        return rawTransaction.clone();
    }

    /** The hash is over all of it. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SignedAnchor that && txHash.equals(that.txHash);
    }

    @Override
    public int hashCode() {
        return txHash.hashCode();
    }

    @Override
    public String toString() {
        return "SignedAnchor[" + txHash + ", nonce " + nonce + ", size " + request.size() + "]";
    }
}
