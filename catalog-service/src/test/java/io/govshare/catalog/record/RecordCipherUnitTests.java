package io.govshare.catalog.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCipherUnitTests {

    private static final UUID RECORD = UUID.fromString("01890000-0000-7000-8000-000000000001");

    private final RecordCipher cipher = new RecordCipher();
    private final SecretKey key = cipher.newKey();

    @Test
    void contentOpensWithItsOwnKeyRecordAndVersionOnly() {
        byte[] content = "secret".getBytes(StandardCharsets.UTF_8);
        byte[] stored = cipher.encrypt(content, key, RECORD, 1);
        assertThat(cipher.decrypt(stored, key, RECORD, 1)).isEqualTo(content);
        assertThat(cipher.decrypt(stored, key, RECORD, 2)).isNull();
        assertThat(cipher.decrypt(stored, key, UUID.randomUUID(), 1)).isNull();
        assertThat(cipher.decrypt(stored, cipher.newKey(), RECORD, 1)).isNull();
        assertThat(cipher.decrypt(new byte[5], key, RECORD, 1)).isNull();
        for (int i = 0; i < stored.length; i++) {
            byte[] altered = stored.clone();
            altered[i] ^= 1;
            assertThat(cipher.decrypt(altered, key, RECORD, 1)).isNull();
        }
    }

    @Test
    void theSameContentIsNeverStoredTheSameWay() {
        byte[] content = new byte[100];
        assertThat(cipher.encrypt(content, key, RECORD, 1)).isNotEqualTo(cipher.encrypt(content, key, RECORD, 1));
        assertThat(cipher.newKey()).isNotEqualTo(cipher.newKey());
    }

    private byte[] encrypted(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(FileCipher.encrypt(new ByteArrayInputStream(content), out, key, RECORD, 1))
                .isEqualTo(content.length);
        return out.toByteArray();
    }

    private byte[] decrypted(byte[] stored) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FileCipher.decrypt(new ByteArrayInputStream(stored), out, key, RECORD, 1);
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, FileCipher.SEGMENT - 1, FileCipher.SEGMENT, FileCipher.SEGMENT + 1, 200_000})
    void filesOfAnyLengthComeBack(int length) throws IOException {
        byte[] content = new byte[length];
        Arrays.fill(content, (byte) 7);
        assertThat(decrypted(encrypted(content))).isEqualTo(content);
    }

    @Test
    void filesCutOffExtendedOrReorderedDoNotOpen() throws IOException {
        int segment = FileCipher.SEGMENT + RecordCipher.TAG;
        byte[] stored = encrypted(new byte[3 * FileCipher.SEGMENT]);
        byte[] swapped = stored.clone();
        System.arraycopy(stored, 0, swapped, segment, segment);
        System.arraycopy(stored, segment, swapped, 0, segment);
        for (byte[] altered : new byte[][] {
            Arrays.copyOf(stored, 2 * segment), Arrays.copyOf(stored, stored.length + 1), swapped, new byte[0]
        }) {
            assertThatThrownBy(() -> decrypted(altered)).isInstanceOf(AlteredFileException.class);
        }
    }
}
