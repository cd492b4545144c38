package io.govshare.catalog.dcat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Bytes as text: UTF-8 without a single fault, a byte order mark at the start forgiven. */
final class CatalogueText {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private CatalogueText() {}

    /** The text piece by piece; where it is not UTF-8, reading it ends with a {@link CharacterCodingException}. */
    static Reader reader(InputStream in) throws IOException, UnreadableCatalogueException {
        var text = new PushbackReader(new BufferedReader(new InputStreamReader(in, strict())));
        try {
            int first = text.read();
            if (first >= 0 && first != BYTE_ORDER_MARK) {
                text.unread(first);
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new UnreadableCatalogueException("not UTF-8 at its beginning");
        }
    }

    static String decode(byte[] bytes) throws UnreadableCatalogueException {
        var in = ByteBuffer.wrap(bytes);
        try {
            String text = strict().decode(in).toString();
            return text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnreadableCatalogueException("not UTF-8 near byte " + in.position());
        }
    }

    private static CharsetDecoder strict() {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }
}
