package io.govshare.proof.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MemorySignerUnitTests extends SignerContractTests {

    @Override
    Signer signer(KeyPair keys) {
        return new MemorySigner(keys);
    }

    @Test
    void signatureIsThatOfRfc6979() throws GeneralSecurityException {
        // RFC 6979 appendix A.2.5, P-256 with SHA-256
        ECPublicKey some = (ECPublicKey) TestKeys.p256().getPublic();
        KeyFactory keys = KeyFactory.getInstance("EC");
        PrivateKey key = keys.generatePrivate(new ECPrivateKeySpec(
                number("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721"), some.getParams()));
        PublicKey publicKey = keys.generatePublic(new ECPublicKeySpec(
                new ECPoint(
                        number("60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"),
                        number("7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299")),
                some.getParams()));
        byte[] signature = new MemorySigner(publicKey, key).sign("sample".getBytes(StandardCharsets.US_ASCII));
        assertThat(HexFormat.of().withUpperCase().formatHex(signature))
                .isEqualTo("EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
                        + "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8");
    }

    @Test
    void jwsOfItIsVerified() {
        for (int i = 0; i < 200; i++) {
            KeyPair keys = i % 2 == 0 ? TestKeys.p256() : TestKeys.ed25519();
            Jws signed = Jws.sign("test", new byte[] {(byte) i}, new MemorySigner(keys));
            assertThat(Jws.parse(signed.compact()).verify(keys.getPublic())).isTrue();
        }
    }

    @Test
    void keysThatDoNotBelongTogetherAreRefused() {
        KeyPair p256 = TestKeys.p256();
        KeyPair ed25519 = TestKeys.ed25519();
        assertThatThrownBy(() -> new MemorySigner(p256.getPublic(), ed25519.getPrivate()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MemorySigner(ed25519.getPublic(), p256.getPrivate()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static BigInteger number(String hex) {
        return new BigInteger(hex, 16);
    }
}
