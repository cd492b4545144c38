package io.govshare.audit.dashboard;

import io.govshare.verifier.page.VerifierPage;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Hands out the page on which anyone verifies receipts; what they verify stays in their browser. */
@Controller
@Hidden
class VerifierPageController {

    static final String PATH = "/verify";

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final byte[] html;
    private final String policy;

    VerifierPageController() {
        VerifierPage page = VerifierPage.load();
        this.html = page.html();
        // The one directive that a page cannot state itself.
        this.policy = page.policy() + "; frame-ancestors 'none'";
    }

    @GetMapping(PATH)
    ResponseEntity<byte[]> page() {
        return ResponseEntity.ok()
                .contentType(HTML)
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", policy)
                .body(html);
    }
}
