package io.govshare.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.govshare.stack.client.Operator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An auditor at the browser: logs in at the gateway, looks at the overview, traces a record. */
class DashboardIntegrationTests {

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final Path PICTURES = Path.of("target/pictures");

    private static Playwright playwright;
    private static Browser browser;

    private final World world = World.world();

    @BeforeAll
    static void startBrowser() {
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", node(), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(ARGUMENTS));
    }

    @AfterAll
    static void stopBrowser() {
        browser.close();
        playwright.close();
    }

    @Test
    void auditorSeesCountsAccessesAndTheTraceOfARecord() {
        Operator medical = world.operator("medical-admin");
        UUID dataset = world.dataset("medical", "conditional");
        UUID record = UUID.fromString(medical.publishes(dataset, Map.of("name", "shown on the dashboard"))
                .expect(201)
                .json()
                .path("record")
                .asString());
        medical.reads(record, "own use", null).expect(200);
        world.operator("legal-admin").reads(record, "curiosity", null).expect(403);
        world.receipt(medical, record);

        List<String> errors = new ArrayList<>();
        List<String> foreign = new ArrayList<>();
        try (BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1280, 900).setColorScheme(ColorScheme.LIGHT))) {
            Page page = context.newPage();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    errors.add(message.text());
                }
            });
            page.onRequest(request -> {
                if (!URI.create(request.url()).getHost().equals("127.0.0.1")) {
                    foreign.add(request.url());
                }
            });
            logIn(page, "auditor");

            page.waitForSelector("#accesses tbody tr");
            World.eventually(
                    "both accesses show",
                    Duration.ofSeconds(20),
                    () -> page.locator("#accesses tr", new Page.LocatorOptions().setHasText("denied"))
                                            .count()
                                    > 0
                            && page.locator("#accesses tr", new Page.LocatorOptions().setHasText("granted"))
                                            .count()
                                    > 0);
            page.waitForSelector("#minutes svg");
            assertThat(number(page, "#published")).isPositive();
            assertThat(number(page, "#denied")).isPositive();
            picture(page, "overview-light");

            page.navigate(world.stack().gateway() + "/audit/trace?record=" + record);
            page.waitForSelector("#life svg");
            assertThat(page.locator("#events li").count()).isGreaterThanOrEqualTo(3);
            assertThat(page.locator("#events").innerText())
                    .contains("record.published")
                    .contains("access.granted")
                    .contains("access.denied")
                    .contains("curiosity");
            picture(page, "trace-light");

            page.navigate(world.stack().gateway() + "/audit/self-audit");
            page.waitForSelector("h1");
            picture(page, "self-audit-light");
        }
        assertThat(errors).isEmpty();
        assertThat(foreign).isEmpty();
    }

    @Test
    void anOperatorWithoutTheRoleIsShownNothing() {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            logIn(page, "tax-consumer");
            assertThat(page.locator("#published").count()).isZero();
            assertThat(page.content()).doesNotContain("Latest accesses");
        }
    }

    private void logIn(Page page, String user) {
        page.navigate(world.stack().gateway() + "/audit");
        page.waitForSelector("#username");
        page.fill("#username", user);
        page.click("[type=submit]");
        page.waitForSelector("#password");
        page.fill("#password", world.stack().demoPassword());
        page.click("[type=submit]");
        page.waitForURL(url -> url.startsWith(world.stack().gateway() + "/audit"));
    }

    private static long number(Page page, String selector) {
        return Long.parseLong(page.locator(selector).innerText().replace(",", ""));
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
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
