package io.govshare.proof;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Base64 with exactly one text for each byte string.
 *
 * <p>The JDK's decoders accept missing padding and stray low bits in the last character. Where text is signed or
 * hashed, that would give one value several spellings, so here a text is accepted only if encoding gives it back.
 */
public final class StrictBase64 {
    private static final Base64.Encoder STANDARD = Base64.getEncoder();
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private StrictBase64() {}

    /** RFC 4648 §4, with padding. */
    public static String encode(byte[] bytes) {
        return STANDARD.encodeToString(bytes);
    }

    /** RFC 4648 §5, without padding. */
    public static String encodeUrl(byte[] bytes) {
        return URL.encodeToString(bytes);
    }

    public static byte[] decode(String text) {
        return decode(text, Base64.getDecoder(), STANDARD, "base64");
    }

    public static byte[] decodeUrl(String text) {
        return decode(text, Base64.getUrlDecoder(), URL, "base64url without padding");
    }

    private static byte[] decode(String text, Base64.Decoder decoder, Base64.Encoder encoder, String form) {
        byte[] given = text.getBytes(StandardCharsets.UTF_8);
        byte[] bytes;
        try {
            bytes = decoder.decode(given);
        } catch (IllegalArgumentException e) {
            throw new ProofFormatException("not " + form, e);
        }
        if (!Arrays.equals(encoder.encode(bytes), given)) {
            throw new ProofFormatException("not canonical " + form);
        }
        return bytes;
    }
}
