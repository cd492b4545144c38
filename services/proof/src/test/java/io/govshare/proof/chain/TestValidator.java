package io.govshare.proof.chain;

import io.govshare.proof.merkle.Hash;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

/** A validator whose key everybody knows: it is the hash of a number. */
public record TestValidator(BigInteger key, Address address) {
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");

    /** The n-th validator, from 1. */
    public static TestValidator number(int n) {
        BigInteger key = new BigInteger(1, Keccak.hash(new byte[] {(byte) n}).bytes()).mod(CURVE.getN());
        byte[] point = CURVE.getG().multiply(key).normalize().getEncoded(false);
        byte[] hash = Keccak.hash(Arrays.copyOfRange(point, 1, point.length)).bytes();
        return new TestValidator(key, Address.of(Arrays.copyOfRange(hash, 12, 32)));
    }

    public static List<TestValidator> first(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(TestValidator::number).toList();
    }

    /** r, s and the parity, with the lower of both values of s, as Besu signs. */
    public byte[] seal(Hash hash) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(key, new ECDomainParameters(CURVE)));
        BigInteger[] rs = signer.generateSignature(hash.bytes());
        byte[] seal = seal(rs[0], rs[1].min(CURVE.getN().subtract(rs[1])), 0);
        if (!CommitSeal.parse(Rlp.of(seal)).signer(hash).equals(Optional.of(address))) {
            seal[64] = 1;
        }
        return seal;
    }

    /** The same signature with the other value of s: also valid, also this validator's. */
    public static byte[] highS(byte[] seal) {
        BigInteger r = new BigInteger(1, Arrays.copyOf(seal, 32));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(seal, 32, 64));
        return seal(r, CURVE.getN().subtract(s), 1 - seal[64]);
    }

    private static byte[] seal(BigInteger r, BigInteger s, int parity) {
        byte[] seal = new byte[65];
        copy(r, seal, 32);
        copy(s, seal, 64);
        seal[64] = (byte) parity;
        return seal;
    }

    private static void copy(BigInteger value, byte[] target, int end) {
        byte[] bytes = value.toByteArray();
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, target, end - length, length);
    }
}
