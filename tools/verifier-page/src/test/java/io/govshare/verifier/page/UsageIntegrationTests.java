package io.govshare.verifier.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Worker;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.sun.net.httpserver.HttpServer;
import io.govshare.proof.receipt.BadReceipts;
import io.govshare.proof.receipt.ReceiptBundle;
import io.govshare.testkit.browser.TestBrowser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The page in people's hands: by mouse and keyboard, in two languages, in old browsers, offline. */
class UsageIntegrationTests extends PageTestBase {
    @Test
    void filesAreDroppedAnywhereOnThePage() {
        drop("#trust-zone", "trust.json", WORLD.trustJson().toString());
        page.waitForSelector("#trust-state .trusted");
        drop("h1", "receipt.json", WORLD.receipt().toJson().toString());
        page.waitForSelector("article[data-outcome=VALID]");
        // whom to trust is never decided by what lies among the receipts
        drop("main", "trust.json", WORLD.trustJson().toString());
        page.waitForSelector("article[data-outcome=UNUSABLE]");
        assertThat(outcomes()).containsExactly("UNUSABLE", "VALID");
    }

    @Test
    void clearingEndsACheckAndTheNextOneStartsAnew() throws IOException {
        Path bundle = write(
                "bundle.json",
                new ReceiptBundle(Collections.nCopies(10_000, WORLD.receiptWithoutDisclosures()))
                        .toJson()
                        .toString());
        trusts(trust);
        checks(good);
        Worker busy = page.workers().getFirst();
        page.setInputFiles("#receipts", bundle);
        page.waitForSelector("#status:has-text('Checking 1 of 1')");
        busy.waitForClose(() -> page.click("#clear"));
        checks(good);
        assertThat(outcomes()).containsExactly("VALID");
    }

    @Test
    void browserThatIsTooOldIsToldSo() {
        requests.clear();
        page.addInitScript("delete Array.prototype.with;");
        page.reload();
        assertThat(page.locator("#status").innerText()).startsWith("This browser is too old for the verifier");
        assertThat(page.locator("#trust").isDisabled()).isTrue();
        assertThat(page.locator("#receipts").isDisabled()).isTrue();
        drop("#trust-zone", "trust.json", WORLD.trustJson().toString());
        assertThat(page.locator("#trust-state").innerText()).isEmpty();
    }

    @Test
    void nothingInAFileIsReadAsMarkup() throws IOException {
        String markup = "<img src=x onerror=alert(1)>";
        trusts(trust);
        Path named = write("<b>good<i>.json", WORLD.receipt());
        Path member = write(
                "markup.json",
                "{\"format\":\"govshare-receipt/v1\",\"" + markup + "\u202e\":1"
                        + WORLD.receipt()
                                .toJson()
                                .toString()
                                .substring("{\"format\":\"govshare-receipt/v1\"".length()));
        checks(named, member);
        assertThat(outcomes()).containsExactly("VALID", "UNUSABLE");
        assertThat(page.locator("h3").first().innerText()).isEqualTo("<b>good<i>.json");
        assertThat(page.locator(".reason").innerText()).contains(markup).doesNotContain("\u202e");
        assertThat(page.locator("main img, main b, main i").count()).isZero();
        assertThat(page.evaluate("() => { try { document.body.innerHTML = '<b>x</b>'; return 'taken'; }"
                        + " catch (e) { return e.name; } }"))
                .isEqualTo("TypeError");
        errors.removeIf(error -> error.contains("TrustedHTML"));
    }

    @Test
    void keyboardAloneIsEnough() {
        // The driver keeps the browser's own dialog closed from here on; asked for with the key, it may be late.
        page.onFileChooser(_ -> {});
        page.keyboard().press("Tab");
        assertThat(focused()).isEqualTo("#result");
        page.keyboard().press("Tab");
        assertThat(focused()).isEqualTo("language");
        page.keyboard().press("Tab");
        assertThat(focused()).isEqualTo("trust");
        chooseByKeyboard(trust);
        page.waitForSelector("#trust-state .trusted");
        page.keyboard().press("Tab");
        assertThat(page.evaluate("() => document.activeElement.localName")).isEqualTo("summary");
        page.keyboard().press("Tab");
        assertThat(focused()).isEqualTo("receipts");
        chooseByKeyboard(good);
        page.waitForSelector("article[data-outcome=VALID]");
        page.keyboard().press("Tab");
        assertThat(focused()).isEqualTo("print");
        page.keyboard().press("Tab");
        assertThat(focused()).isEqualTo("clear");
        page.keyboard().press("Tab");
        assertThat(page.evaluate("() => document.activeElement.localName")).isEqualTo("summary");
        page.keyboard().press("Enter");
        assertThat(page.locator("details[open]").count()).isZero();
        page.keyboard().press("Shift+Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator("article").count()).isZero();
        assertThat(focused()).isEqualTo("receipts");
    }

    @Test
    void chineseTextsReplaceTheEnglishOnes() {
        trusts(trust);
        checks(good);
        page.selectOption("#language", "zh");
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("zh-CN");
        assertThat(page.locator("article").innerText()).contains("有效", "机构印章");
        assertThat(page.locator("h1").innerText()).isEqualTo("验证回执");
        assertThat(page.locator("[data-text]").allTextContents()).noneMatch(text -> text.isBlank());
        TestBrowser.picture(page, "valid-chinese");
    }

    @Test
    void accessibleInLightAndDark() throws IOException {
        Path bad = write("bad.json", BadReceipts.all(WORLD).getLast().receipt());
        Path cut = write("cut.json", "{");
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            context.close();
            requests.clear();
            // The checker is a script that is brought in from outside, which the page itself would not allow.
            open(new Browser.NewContextOptions().setColorScheme(scheme).setBypassCSP(true));
            assertThat(violations()).isEmpty();
            trusts(trust);
            checks(good, bad, cut);
            assertThat(outcomes()).containsExactly("VALID", "INVALID", "UNUSABLE");
            assertThat(violations()).isEmpty();
            TestBrowser.picture(page, "several-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
        }
        page.setViewportSize(360, 740);
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                .as("no scrolling sideways on a telephone")
                .isLessThanOrEqualTo(360);
        TestBrowser.picture(page, "several-narrow-dark");
        page.setViewportSize(1280, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        TestBrowser.picture(page, "several-print");
    }

    @Test
    void servedPageWorksWithoutFurtherRequestsAndOffline() throws IOException {
        context.close();
        requests.clear();
        List<String> served = new CopyOnWriteArrayList<>();
        byte[] html = Files.readAllBytes(PAGE);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            served.add(exchange.getRequestURI().toString());
            exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
            exchange.getResponseHeaders()
                    .set("Content-Security-Policy", VerifierPage.load().policy() + "; frame-ancestors 'none'");
            exchange.getResponseHeaders().set("Cross-Origin-Opener-Policy", "same-origin");
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
        });
        server.start();
        try {
            context = browser.window(new Browser.NewContextOptions());
            page = context.newPage();
            page.navigate("http://127.0.0.1:" + server.getAddress().getPort() + "/verify");
            context.setOffline(true);
            trusts(trust);
            checks(good);
            assertThat(outcomes()).containsExactly("VALID");
            assertThat(page.evaluate("() => fetch('/verify').then(() => 'answered', () => 'refused')"))
                    .isEqualTo("refused");
        } finally {
            server.stop(0);
        }
        assertThat(served).containsExactly("/verify");
        requests.add(PAGE.toUri().toString());
    }

    private void chooseByKeyboard(Path file) {
        FileChooser chooser = page.waitForFileChooser(() -> page.keyboard().press("Space"));
        chooser.setFiles(file);
    }

    /** The id of the element that has the focus, or where it leads. */
    private String focused() {
        return (String) page.evaluate("() => document.activeElement.id || document.activeElement.getAttribute('href')");
    }

    /** What axe-core, at the level of WCAG 2.2 AA and its best practices, finds wrong. */
    private List<?> violations() throws IOException {
        page.evaluate(Files.readString(Path.of("node_modules/axe-core/axe.min.js")));
        return (List<?>) page.evaluate(
                "() => axe.run().then(found => found.violations.map(each => each.id + ': ' + each.nodes.map(n"
                        + " => n.html)))");
    }
}
