package io.govshare.gateway.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** One small page with links, and the way out for those who are logged in. */
@RestController
class StartPage {

    private final String template;

    StartPage() throws IOException {
        this.template = new ClassPathResource("pages/start.html").getContentAsString(StandardCharsets.UTF_8);
    }

    @GetMapping("/")
    ResponseEntity<String> start(@AuthenticationPrincipal @Nullable OidcUser user, CsrfToken csrf) {
        String session = user == null
                ? ""
                : """
                <form method="post" action="/logout">
                  <input type="hidden" name="%s" value="%s">
                  Logged in as <b>%s</b> <button>Log out</button>
                </form>
                """.formatted(
                                HtmlUtils.htmlEscape(csrf.getParameterName()),
                                HtmlUtils.htmlEscape(csrf.getToken()),
                                HtmlUtils.htmlEscape(name(user)));
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .body(template.replace("<!--session-->", session));
    }

    private static String name(OidcUser user) {
        String preferred = user.getPreferredUsername();
        return preferred == null ? user.getName() : preferred;
    }
}
