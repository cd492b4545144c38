package io.govshare.verifier.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.merkle.Sha256;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.TestReceipts;
import io.govshare.testkit.browser.TestBrowser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The page as an auditor has it, in Chromium, opened from disk unless a test says otherwise. */
abstract class PageTestBase {
    static final TestReceipts WORLD = new TestReceipts();
    static final Path PAGE = Path.of("target/classes/io/govshare/verifier/page/verify.html");

    static final String OUTCOMES = """
        () => [...document.querySelectorAll("article")].map((each) => {
          const step = each.dataset.failed;
          return `${each.querySelector("h3").textContent} ${each.dataset.outcome}${step ? ` at ${step}` : ""}`;
        })\
        """;

    /** The beginning of a function of a target and files, names and contents in turn. */
    static final String DROP = """
        (target, files) => {
          const drop = (on, ...named) => {
            const dataTransfer = new DataTransfer();
            for (let i = 0; i < named.length; i += 2) dataTransfer.items.add(new File([named[i + 1]], named[i]));
            for (const type of ["dragenter", "dragover", "drop"]) {
              on.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
            }
          };\
        """;

    static TestBrowser browser;

    @TempDir
    static Path folder;

    static Path trust;
    static Path developmentTrust;
    static Path good;

    final List<String> requests = new CopyOnWriteArrayList<>();
    final List<String> errors = new CopyOnWriteArrayList<>();
    BrowserContext context;
    Page page;

    @BeforeAll
    static void startBrowser() throws IOException {
        browser = TestBrowser.start();
        trust = write("trust.json", WORLD.trustJson().toString());
        developmentTrust = write(
                "development-trust.json",
                TestReceipts.with(WORLD.trustJson(), "consensus", JsonValue.of("development"))
                        .toString());
        good = write("good.json", WORLD.receipt());
    }

    @AfterAll
    static void stopBrowser() {
        browser.close();
    }

    @BeforeEach
    void openFromDisk() {
        open(new Browser.NewContextOptions());
    }

    @AfterEach
    void pageHasAskedForNothingAndReportedNoError() {
        context.close();
        assertThat(requests)
                .allMatch(url -> url.startsWith("file:") || url.startsWith("blob:") || url.equals("data:,"));
        assertThat(requests.stream().filter(url -> url.startsWith("file:"))).hasSize(1);
        assertThat(errors).isEmpty();
    }

    void open(Browser.NewContextOptions options) {
        context = browser.window(options.setViewportSize(1280, 900).setLocale("en-GB"));
        context.onRequest(request -> requests.add(request.url()));
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text());
            }
        });
        page.onPageError(errors::add);
        page.navigate(PAGE.toAbsolutePath().toUri().toString());
    }

    void trusts(Path file) {
        page.setInputFiles("#trust", file);
        page.waitForSelector("#trust-state .trusted:has-text('Trusting " + file.getFileName() + "')");
    }

    void checks(Path... files) {
        page.setInputFiles("#receipts", files);
        page.waitForFunction("n => document.querySelectorAll('article').length >= n", files.length);
    }

    List<String> outcomes() {
        return page.locator("article").all().stream()
                .map(article -> article.getAttribute("data-outcome"))
                .toList();
    }

    /** @param files name and content in turn */
    void drop(String selector, String... files) {
        page.evalOnSelector(selector, DROP + " drop(target, ...files); }", List.of(files));
    }

    static String sha256(Path file) throws IOException {
        return HexFormat.of().formatHex(Sha256.hash(Files.readAllBytes(file)).bytes());
    }

    static Path write(String name, Receipt receipt) throws IOException {
        return write(name, receipt.toJson().toString());
    }

    static Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
