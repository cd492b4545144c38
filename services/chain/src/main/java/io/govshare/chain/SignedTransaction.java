package io.govshare.chain;

import org.web3j.crypto.Hash;

/**
 * A transaction ready to be sent.
 *
 * @param hash known before anybody has seen the transaction
 */
public record SignedTransaction(String hash, long nonce, byte[] raw) {
    public SignedTransaction {
        raw = raw.clone();
    }

    static SignedTransaction of(long nonce, byte[] raw) {
        return new SignedTransaction(Hex.of(Hash.sha3(raw)), nonce, raw);
    }

    @Override
    public byte[] raw() {
        return raw.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedTransaction that && hash.equals(that.hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return "SignedTransaction[" + hash + ", nonce " + nonce + "]";
    }
}
