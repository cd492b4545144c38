package io.govshare.proof.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link Signer} promises, with either algorithm. */
abstract class SignerContractTests {

    abstract Signer signer(KeyPair keys);

    static Stream<KeyPair> keys() {
        return Stream.of(TestKeys.p256(), TestKeys.ed25519());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void keyIdAndAlgorithmAreThePublicKeys(KeyPair keys) {
        assertThat(signer(keys).kid()).isEqualTo(PublicKeys.thumbprint(keys.getPublic()));
        assertThat(signer(keys).alg()).isEqualTo(PublicKeys.algorithm(keys.getPublic()));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void thePlatformVerifiesWhatItSigns(KeyPair keys) throws GeneralSecurityException {
        Signer signer = signer(keys);
        for (int length : new int[] {0, 1, 63, 64, 65, 10_000}) {
            byte[] data = new byte[length];
            byte[] signature = signer.sign(data);
            assertThat(signature).hasSize(SealAlgorithm.SIGNATURE_BYTES);
            assertThat(verifies(keys, data, signature)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    void threadsDoNotMixUpTheirSignatures(KeyPair keys) throws Exception {
        Signer signer = signer(keys);
        List<Callable<Boolean>> signings = IntStream.range(0, 200)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    byte[] data = ("statement " + i).getBytes(StandardCharsets.US_ASCII);
                    return verifies(keys, data, signer.sign(data));
                })
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> verified : threads.invokeAll(signings)) {
                assertThat(verified.get()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    void textOfASignerShowsNoPrivateKey(KeyPair keys) {
        assertThat(signer(keys))
                .hasToString("%s[%s %s]"
                        .formatted(
                                signer(keys).getClass().getSimpleName(),
                                PublicKeys.algorithm(keys.getPublic()).jose(),
                                PublicKeys.thumbprint(keys.getPublic())));
    }

    private static boolean verifies(KeyPair keys, byte[] data, byte[] signature) throws GeneralSecurityException {
        Signature platform =
                Signature.getInstance(PublicKeys.algorithm(keys.getPublic()).jca());
        platform.initVerify(keys.getPublic());
        platform.update(data);
        return platform.verify(signature);
    }
}
