package io.govshare.chain;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.RawTransaction;

/**
 * What a signer is asked to sign: a transaction of the original kind with the chain id in the signature (EIP-155),
 * which a Besu and the development chain take at every fork, and which moves no coins.
 *
 * @param gasPrice wei for each unit of gas
 * @param to null for the creation of a contract
 * @param data with {@code 0x}
 */
public record UnsignedTransaction(
        long chainId,
        long nonce,
        long gasPrice,
        long gasLimit,
        @Nullable String to,
        String data) {

    RawTransaction raw() {
        return RawTransaction.createTransaction(
                BigInteger.valueOf(nonce),
                BigInteger.valueOf(gasPrice),
                BigInteger.valueOf(gasLimit),
                to == null ? "" : to,
                BigInteger.ZERO,
                data);
    }
}
