package io.govshare.proof.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.proof.ProofFormatException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerifyingKeyUnitTests {

    private static final BigInteger ORDER =
            ((ECPublicKey) TestKeys.p256().getPublic()).getParams().getOrder();

    @Test
    void manyThreadsShareOneKey() throws ExecutionException, InterruptedException {
        for (KeyPair keys : List.of(TestKeys.p256(), TestKeys.ed25519())) {
            VerifyingKey key = VerifyingKey.of(keys.getPublic());
            Signer signer = new JcaSigner(keys);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Boolean>> verdicts = IntStream.range(0, 300)
                        .mapToObj(i -> threads.submit(() -> {
                            Jws jws = Jws.sign("test", new byte[] {(byte) i, (byte) (i >> 8)}, signer);
                            return Jws.parse(jws.compact()).verify(key);
                        }))
                        .toList();
                for (Future<Boolean> verdict : verdicts) {
                    assertThat(verdict.get()).isTrue();
                }
            }
        }
    }

    @Test
    void everyChangedBitOfTheSignatureAndAnyOfTheTextIsNoticed() {
        KeyPair keys = TestKeys.p256();
        VerifyingKey key = VerifyingKey.of(keys.getPublic());
        byte[] text = "a statement".getBytes(StandardCharsets.US_ASCII);
        byte[] signature = new JcaSigner(keys).sign(text);
        assertThat(key.verify(text, signature)).isTrue();
        for (int bit = 0; bit < signature.length * 8; bit++) {
            assertThat(key.verify(text, flipped(signature, bit))).isFalse();
        }
        Random random = new Random(186);
        for (int i = 0; i < 50; i++) {
            assertThat(key.verify(flipped(text, random.nextInt(text.length * 8)), signature))
                    .isFalse();
        }
        assertThat(VerifyingKey.of(TestKeys.p256().getPublic()).verify(text, signature))
                .isFalse();
    }

    @Test
    void numbersOutsideOfTheGroupAreNoSignature() {
        KeyPair keys = TestKeys.p256();
        VerifyingKey key = VerifyingKey.of(keys.getPublic());
        byte[] text = {1};
        byte[] signature = new JcaSigner(keys).sign(text);
        for (BigInteger number : List.of(BigInteger.ZERO, ORDER, ORDER.add(BigInteger.ONE))) {
            for (int half : List.of(0, 32)) {
                byte[] outside = signature.clone();
                Arrays.fill(outside, half, half + 32, (byte) 0);
                PublicKeys.writeUnsigned(number, outside, half);
                assertThat(key.verify(text, outside)).isFalse();
            }
        }
        for (int length : List.of(0, 63, 65)) {
            assertThat(key.verify(text, Arrays.copyOf(signature, length))).isFalse();
        }
    }

    @Test
    void aPointThatIsNotOnTheCurveIsNoKey() {
        ECPublicKey good = (ECPublicKey) TestKeys.p256().getPublic();
        ECPoint off =
                new ECPoint(good.getW().getAffineX(), good.getW().getAffineY().xor(BigInteger.ONE));
        assertThatThrownBy(() -> VerifyingKey.of(new Claimed(off, good.getParams())))
                .isInstanceOf(ProofFormatException.class);
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] changed = bytes.clone();
        changed[bit / 8] ^= (byte) (1 << (bit % 8));
        return changed;
    }

    /** A key as a provider might give it that does not look at the point. */
    private record Claimed(ECPoint point, ECParameterSpec params) implements ECPublicKey {

        private static final long serialVersionUID = 1L;

        @Override
        public ECPoint getW() {
            return point;
        }

        @Override
        public ECParameterSpec getParams() {
            return params;
        }

        @Override
        public String getAlgorithm() {
            return "EC";
        }

        @Override
        public String getFormat() {
            return "X.509";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[0];
        }
    }
}
