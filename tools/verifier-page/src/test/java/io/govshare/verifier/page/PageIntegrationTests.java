package io.govshare.verifier.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Worker;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Media;
import com.sun.net.httpserver.HttpServer;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.merkle.Sha256;
import io.govshare.proof.receipt.BadReceipts;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptBundle;
import io.govshare.proof.receipt.Step;
import io.govshare.proof.receipt.TestReceipts;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as an auditor uses it, in Chromium, opened from disk unless a test says otherwise. */
class PageIntegrationTests {
    private static final TestReceipts WORLD = new TestReceipts();
    private static final Path PAGE = Path.of("target/classes/io/govshare/verifier/page/verify.html");
    private static final Path PICTURES = Path.of("target/pictures");
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static final String OUTCOMES = """
            () => [...document.querySelectorAll("article")].map((each) => {
              const step = each.dataset.failed;
              return `${each.querySelector("h3").textContent} ${each.dataset.outcome}${step ? ` at ${step}` : ""}`;
            })""";

    /** The beginning of a function of a target and files, names and contents in turn. */
    private static final String DROP = """
            (target, files) => {
              const drop = (on, ...named) => {
                const dataTransfer = new DataTransfer();
                for (let i = 0; i < named.length; i += 2) dataTransfer.items.add(new File([named[i + 1]], named[i]));
                for (const type of ["dragenter", "dragover", "drop"]) {
                  on.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
                }
              };""";

    private static Playwright playwright;
    private static Browser browser;

    @TempDir
    private static Path folder;

    private static Path trust;
    private static Path developmentTrust;
    private static Path good;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void startBrowser() throws IOException {
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", node(), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(ARGUMENTS));
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
        playwright.close();
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

    @Test
    void validReceiptShowsVerdictStatementFieldsAndNineSteps() throws IOException {
        trusts(trust);
        checks(good);
        assertThat(outcomes()).containsExactly("VALID");
        assertThat(page.locator(".steps li.passed").count()).isEqualTo(9);
        assertThat(page.locator(".steps li").allInnerTexts())
                .zipSatisfy(
                        Arrays.asList(Step.Name.values()),
                        (shown, name) -> assertThat(shown).contains(name.toString()));
        String text = page.locator("article").innerText();
        assertThat(text)
                .contains("Valid", "fiscal", "record.published", "2026-11-22 10:00:00 UTC", "Purchase order 17")
                .contains("1234567890.12", "leaf 5 of 13", "sealed by 3 or more of 4 validators")
                .doesNotContain("Müller");
        assertThat(page.locator("#status").innerText()).isEqualTo("1 receipt checked: 1 valid.");
        assertThat(page.locator("#checked-at").innerText())
                .matches("Checked on \\d{4}-.* UTC, by this computer's clock.");
        assertThat(page.locator("#trust-state").innerText()).isEqualTo("· Trusting trust.json");
        assertThat(page.locator("#trust-facts").innerText()).contains("20261", "fiscal, tax", sha256(trust));
        assertThat(page.locator(".by").innerText())
                .isEqualTo("Checked by the trust file trust.json, SHA-256 "
                        + sha256(trust).substring(0, 12).replaceAll("(.{4})(?=.)", "$1 ") + " …");
        picture("valid-light");
    }

    @Test
    void trustFileShowsWhomItNamesAndWhatItReplaces() throws IOException {
        trusts(trust);
        assertThat(page.locator("#trust-zone .good").count()).isZero();
        assertThat(page.locator(".warning").count()).isZero();
        page.click("#trust-facts summary");
        page.waitForSelector("#trust-facts .keys");
        assertThat(page.locator("#trust-facts .keys code").allInnerTexts())
                .containsAll(WORLD.validators().stream()
                        .map(validator -> validator.address().toString())
                        .toList())
                .hasSize(5)
                .anyMatch(key -> key.startsWith(TestReceipts.ORIGIN + "+"));
        page.selectOption("#language", "zh");
        assertThat(page.locator("#trust-facts details[open]").count()).isOne();
        page.selectOption("#language", "en");

        JsonValue.Array agencies = (JsonValue.Array) WORLD.trustJson().members().get("agencies");
        JsonValue fewer = new JsonValue.Array(agencies.values().subList(0, 1));
        Path newer = write(
                "newer.json",
                TestReceipts.with(WORLD.trustJson(), "agencies", fewer).toString());
        trusts(newer);
        assertThat(page.locator(".warning").count()).isZero();
        trusts(developmentTrust);
        assertThat(page.locator(".warning").allInnerTexts())
                .containsExactly(
                        "It names a development chain, on which no receipt is ever valid.",
                        "It replaces newer.json, which names another chain, contract or log, or other validators."
                                + " Make sure that you know why.");
        assertThat(page.locator(".trusted .badge.waiting").innerText()).isEqualTo("!");
    }

    @Test
    void ofSeveralTrustFilesNoneIsTaken() {
        String text = WORLD.trustJson().toString();
        drop("#trust-zone", "theirs.json", text, "official.json", text);
        page.waitForSelector("#trust-state .problem:has-text('Choose one trust file')");
        assertThat(page.locator(".trusted").count()).isZero();
        trusts(trust);
        assertThat(page.locator(".problem").count()).isZero();
        drop("#trust-zone", "theirs.json", text, "official.json", text);
        page.waitForSelector("#trust-state .problem");
        assertThat(page.locator(".trusted").innerText()).contains("trust.json");
        checks(good);
        assertThat(page.locator(".by").innerText()).contains("the trust file trust.json");
    }

    @Test
    void ofTwoTrustFilesTheOneChosenLastCounts() {
        String first = " ".repeat(8 << 20) + WORLD.trustJson();
        page.evalOnSelector(
                "#trust-zone",
                DROP + " drop(target, files[0], files[1]); drop(target, files[2], files[3]); }",
                List.of("slow.json", first, "last.json", WORLD.trustJson().toString()));
        page.waitForSelector("#trust-state .trusted:has-text('Trusting last.json')");
        checks(good);
        assertThat(outcomes()).containsExactly("VALID");
        assertThat(page.locator("#trust-state").innerText()).isEqualTo("· Trusting last.json");
    }

    @Test
    void everyBadReceiptIsInvalidAtItsStep() throws IOException {
        List<BadReceipts.BadReceipt> bad = BadReceipts.all(WORLD);
        List<Path> files = new ArrayList<>();
        for (BadReceipts.BadReceipt each : bad) {
            files.add(write(each.name() + ".json", each.receipt()));
        }
        trusts(trust);
        checks(files.toArray(Path[]::new));
        assertThat(outcomes()).hasSize(bad.size()).containsOnly("INVALID");
        List<Locator> articles = page.locator("article").all();
        for (int i = 0; i < bad.size(); i++) {
            assertThat(articles.get(i).locator("h3").innerText())
                    .isEqualTo(bad.get(i).name() + ".json");
            assertThat(articles.get(i).locator(".reason").innerText())
                    .contains(bad.get(i).reason());
            assertThat(articles.get(i).getAttribute("data-failed"))
                    .isEqualTo(bad.get(i).failing().toString());
        }
        // every step can fail but the one that only computes
        assertThat(bad.stream().map(BadReceipts.BadReceipt::failing).distinct()).hasSize(8);
        assertThat(page.locator("#status").innerText()).contains(bad.size() + " invalid");
        // what is not opened is not even there
        assertThat(page.locator("ol.steps").count()).isEqualTo(3);
        Locator last = articles.getLast();
        last.locator("summary").click();
        assertThat(last.locator("h4").first().textContent()).isEqualTo("What the file claims, not proven");
        assertThat(last.locator("li.failed").getAttribute("data-step"))
                .isEqualTo(bad.getLast().failing().toString());
        // and stays open in another language
        page.selectOption("#language", "zh");
        assertThat(last.locator("details").getAttribute("open")).isNotNull();
        assertThat(page.locator("details[open]").count()).isEqualTo(4);
    }

    @Test
    void fieldsOfAnInvalidReceiptAreShownAsClaimsOnly() throws IOException {
        Receipt receipt = WORLD.receipt();
        Receipt.Block block = receipt.anchor().block();
        String other = receipt.toJson()
                .toString()
                .replace("\"number\":" + block.number(), "\"number\":" + (block.number() + 1));
        trusts(trust);
        checks(write("other.json", other));
        assertThat((List<?>) page.evaluate(OUTCOMES)).isEqualTo(List.of("other.json INVALID at block"));
        assertThat(page.locator("h4").allInnerTexts())
                .containsExactly(
                        "What the file claims, not proven", "Fields that the file shows, not proven", "The nine steps");
        checks(good);
        page.waitForSelector("article[data-outcome=VALID] h4");
        assertThat(page.locator("article[data-outcome=VALID] h4").allInnerTexts())
                .containsExactly("What was sealed", "Fields shown", "The nine steps");
    }

    @Test
    void receiptsOfTheCorpusHaveTheirOutcomeInTheBrowserToo() throws IOException {
        int count = 0;
        for (Map.Entry<String, List<CorpusSample.Case>> group :
                CorpusSample.everyNth(15).entrySet()) {
            List<CorpusSample.Case> cases = group.getValue();
            page.setInputFiles("#trust", CorpusSample.FOLDER.resolve(group.getKey()));
            String shown = page.waitForSelector(
                            "#trust-state :is(.trusted, .problem):has-text('" + group.getKey() + "')")
                    .getAttribute("class");
            if (shown.equals("problem")) {
                assertThat(cases).extracting(CorpusSample.Case::expected).containsOnly("UNUSABLE");
                continue;
            }
            page.setInputFiles(
                    "#receipts", cases.stream().map(CorpusSample.Case::file).toArray(FilePayload[]::new));
            page.waitForFunction("n => document.querySelectorAll('article').length === n", cases.size());
            assertThat((List<?>) page.evaluate(OUTCOMES))
                    .isEqualTo(cases.stream()
                            .map(each -> each.id() + ".json " + each.expected())
                            .toList());
            page.click("#clear");
            count += cases.size();
        }
        assertThat(count).isGreaterThan(400);
    }

    @Test
    void developmentChainIsNamedAsSuch() throws IOException {
        trusts(developmentTrust);
        checks(write("development.json", WORLD.developmentReceipt()));
        assertThat(outcomes()).containsExactly("NOT_CONSORTIUM_SEALED");
        assertThat(page.locator("article").innerText())
                .contains("Not consortium-sealed", "nobody vouches for the block")
                .doesNotContain("Valid\n");
        assertThat(page.locator("li.skipped").getAttribute("data-step")).isEqualTo("validators");
        picture("development-light");
    }

    @Test
    void unusableFilesSayWhyAndWhatToDo() throws IOException {
        Path cut = write("cut-off.json", "{\"format\":");
        Path huge = folder.resolve("huge.json");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(100L << 20);
        }
        trusts(trust);
        long start = System.nanoTime();
        checks(cut, huge, trust);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(outcomes()).containsExactly("UNUSABLE", "UNUSABLE", "UNUSABLE");
        List<String> reasons = page.locator(".reason").allInnerTexts();
        assertThat(reasons.get(0)).startsWith("JSON line 1, column 11");
        assertThat(reasons.get(1)).isEqualTo("is larger than 32 MiB");
        assertThat(reasons.get(2)).isEqualTo("'format' is to be 'govshare-receipt/v1'");
        assertThat(page.locator(".advice").allInnerTexts().get(2)).contains("This is a trust file");

        page.setInputFiles("#trust", cut);
        page.waitForSelector("#trust-state .problem");
        assertThat(page.locator("#trust-state").innerText()).contains("cut-off.json cannot be used as a trust file");
        assertThat(page.locator("#status").innerText()).contains("3 receipts wait");
        assertThat(page.locator("article").count()).isZero();
    }

    @Test
    void bundleHasAVerdictForEachOfItsReceipts() throws IOException {
        BadReceipts.BadReceipt bad = BadReceipts.all(WORLD).getLast();
        Path bundle = write(
                "bundle.json",
                new ReceiptBundle(List.of(WORLD.receipt(), bad.receipt(), WORLD.receiptWithoutDisclosures()))
                        .toJson()
                        .toString());
        Path none = write("none.json", "{\"format\":\"govshare-receipt-bundle/v1\"}");
        trusts(trust);
        page.setInputFiles("#receipts", new Path[] {bundle, none});
        page.waitForFunction("n => document.querySelectorAll('article').length === n", 4);
        assertThat((List<?>) page.evaluate(OUTCOMES))
                .isEqualTo(List.of(
                        "bundle.json#0 VALID",
                        "bundle.json#1 INVALID at " + bad.failing(),
                        "bundle.json#2 VALID",
                        "none.json UNUSABLE"));
        assertThat(page.locator("#status").innerText())
                .isEqualTo("4 receipts checked: 2 valid, 1 invalid, 1 unusable.");
        assertThat(page.locator(".reason").last().innerText()).isEqualTo("'anchors' is missing");
    }

    @Test
    void ofALargeBundleThoseThatAreNotValidStandFirst() throws IOException {
        Receipt valid = WORLD.receiptWithoutDisclosures();
        Receipt none = new Receipt("none", List.of(), valid.inclusion(), valid.checkpoint(), valid.anchor());
        List<Receipt> receipts = new ArrayList<>(List.of(valid));
        receipts.addAll(Collections.nCopies(1_000, none));
        Path bundle = write("bundle.json", new ReceiptBundle(receipts).toJson().toString());
        trusts(trust);
        page.setInputFiles("#receipts", bundle);
        page.waitForFunction("n => document.querySelectorAll('article').length === n", 1_000);
        assertThat(page.locator("article[data-outcome=VALID]").count()).isZero();
        assertThat(page.locator("article h3").first().innerText()).isEqualTo("bundle.json#1");
        assertThat(page.locator("#status").innerText())
                .isEqualTo("1001 receipts checked: 1 valid, 1000 invalid."
                        + " 1000 of them are listed, those that are not valid first.");
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
    void receiptsWaitForTheTrustFileAndAreCheckedAnewWhenItChanges() {
        page.setInputFiles("#receipts", good);
        assertThat(page.locator("#status").innerText()).contains("1 receipt waits: choose the trust file first");
        assertThat(page.locator("article").count()).isZero();
        trusts(trust);
        page.waitForSelector("article[data-outcome=VALID]");
        trusts(developmentTrust);
        page.waitForSelector("article[data-outcome=INVALID]");
        page.click("#clear");
        assertThat(page.locator("article").count()).isZero();
    }

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
        picture("valid-chinese");
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
            picture("several-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
        }
        page.setViewportSize(360, 740);
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                .as("no scrolling sideways on a telephone")
                .isLessThanOrEqualTo(360);
        picture("several-narrow-dark");
        page.setViewportSize(1280, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        picture("several-print");
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
            context = browser.newContext();
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

    private void open(Browser.NewContextOptions options) {
        context = browser.newContext(options.setViewportSize(1280, 900).setLocale("en-GB"));
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

    private void trusts(Path file) {
        page.setInputFiles("#trust", file);
        page.waitForSelector("#trust-state .trusted:has-text('Trusting " + file.getFileName() + "')");
    }

    private void checks(Path... files) {
        page.setInputFiles("#receipts", files);
        page.waitForFunction("n => document.querySelectorAll('article').length >= n", files.length);
    }

    private List<String> outcomes() {
        return page.locator("article").all().stream()
                .map(article -> article.getAttribute("data-outcome"))
                .toList();
    }

    private void chooseByKeyboard(Path file) {
        FileChooser chooser = page.waitForFileChooser(() -> page.keyboard().press("Space"));
        chooser.setFiles(file);
    }

    /** The id of the element that has the focus, or where it leads. */
    private String focused() {
        return (String) page.evaluate("() => document.activeElement.id || document.activeElement.getAttribute('href')");
    }

    /** @param files name and content in turn */
    private void drop(String selector, String... files) {
        page.evalOnSelector(selector, DROP + " drop(target, ...files); }", List.of(files));
    }

    private static String sha256(Path file) throws IOException {
        return HexFormat.of().formatHex(Sha256.hash(Files.readAllBytes(file)).bytes());
    }

    /** What axe-core, at the level of WCAG 2.2 AA and its best practices, finds wrong. */
    private List<?> violations() throws IOException {
        page.evaluate(Files.readString(Path.of("node_modules/axe-core/axe.min.js")));
        return (List<?>)
                page.evaluate(
                        "() => axe.run().then(found => found.violations.map(each => each.id + ': ' + each.nodes.map(n => n.html)))");
    }

    private void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }

    private static Path write(String name, Receipt receipt) throws IOException {
        return write(name, receipt.toJson().toString());
    }

    private static Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static String node() {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            Path node = Path.of(folder, "node");
            if (node.toFile().canExecute()) {
                return node.toString();
            }
        }
        throw new IllegalStateException("no node on the PATH");
    }
}
