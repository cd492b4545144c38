package io.govshare.chain;

import java.nio.charset.StandardCharsets;

/**
 * Holds the secp256k1 key that anchors, and signs with it: {@link AnchorKey} from a keystore file, {@link
 * ExternalSigner} at a service that never gives the key away. Thread-safe.
 */
public interface AnchorSigner {
    /** Of the account that anchors, lower case. */
    String address();

    /**
     * Signs exactly this transaction.
     *
     * @throws SignerException when there is no signature, or not one of this key over this transaction
     */
    SignedTransaction sign(UnsignedTransaction transaction);

    /** The id under which this key opens a log: {@code keccak256(abi.encode(address, sha256(origin)))}. */
    default String logId(String origin) {
        byte[] preimage = new byte[64];
        System.arraycopy(Hex.bytes(address()), 0, preimage, 12, 20);
        System.arraycopy(originHash(origin), 0, preimage, 32, 32);
        return Hex.of(org.web3j.crypto.Hash.sha3(preimage));
    }

    static byte[] originHash(String origin) {
        return org.web3j.crypto.Hash.sha256(origin.getBytes(StandardCharsets.UTF_8));
    }
}
