package io.govshare.verifier.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page as it is on the class path. */
public final class VerifierPage {
    private static final String RESOURCE = "verify.html";
    private static final Pattern POLICY =
            Pattern.compile("<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]+)\">");

    private final byte[] html;
    private final String policy;

    private VerifierPage(byte[] html) {
        this.html = html;
        Matcher policy = POLICY.matcher(new String(html, StandardCharsets.UTF_8));
        if (!policy.find()) {
            throw new IllegalStateException("the page has no content security policy");
        }
        this.policy = policy.group(1);
    }

    public static VerifierPage load() {
        try (InputStream in = VerifierPage.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the page is not on the class path");
            }
            return new VerifierPage(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** UTF-8. */
    public byte[] html() {
        return html.clone();
    }

    /**
     * The Content-Security-Policy that the page states itself: its own script and style by hash, and nothing else. A
     * server's policy has to allow as much, since a browser keeps to both.
     */
    public String policy() {
        return policy;
    }
}
