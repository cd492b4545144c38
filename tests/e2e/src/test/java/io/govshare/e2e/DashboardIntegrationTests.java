package io.govshare.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.govshare.stack.client.Operator;
import io.govshare.testkit.browser.TestBrowser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An auditor at the browser: logs in at the gateway, looks at the overview while it changes, traces a record. And a
 * developer of a front end, who reads the API reference; and anybody with a receipt.
 */
class DashboardIntegrationTests {

    private static TestBrowser browser;

    private final World world = World.world();

    @BeforeAll
    static void startBrowser() {
        browser = TestBrowser.start();
    }

    @AfterAll
    static void stopBrowser() {
        browser.close();
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

        List<String> complaints = new ArrayList<>();
        try (BrowserContext context = window()) {
            Page page = page(context, complaints);
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
            TestBrowser.picture(page, "overview-light");

            page.navigate(world.stack().gateway() + "/audit/trace?record=" + record);
            page.waitForSelector("#life svg");
            assertThat(page.locator("#events li").count()).isGreaterThanOrEqualTo(3);
            assertThat(page.locator("#events").innerText())
                    .contains("record.published")
                    .contains("access.granted")
                    .contains("access.denied")
                    .contains("curiosity");
            TestBrowser.picture(page, "trace-light");

            page.navigate(world.stack().gateway() + "/audit/self-audit");
            page.waitForSelector("h1");
            TestBrowser.picture(page, "self-audit-light");
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void theCountsOfAnOpenPageGrowByThemselves() {
        Operator medical = world.operator("medical-admin");
        UUID dataset = world.dataset("medical", "conditional");
        List<String> complaints = new ArrayList<>();
        try (BrowserContext context = window()) {
            Page page = page(context, complaints);
            logIn(page, "auditor");
            page.waitForSelector("#pending");
            // A page that were loaded anew would have forgotten this.
            page.evaluate("window.sinceTheBeginning = true");
            long published = number(page, "#published");
            long anchored = number(page, "#anchored");

            AtomicInteger sent = new AtomicInteger();
            World.eventually("some are pending while records come in", Duration.ofSeconds(30), () -> {
                medical.publishes(dataset, Map.of("name", "record " + sent.incrementAndGet()))
                        .expect(201);
                return number(page, "#pending") > 0;
            });
            World.eventually(
                    "all that was published is counted",
                    Duration.ofSeconds(20),
                    () -> number(page, "#published") >= published + sent.get());
            World.eventually(
                    "all is anchored and nothing pending",
                    Duration.ofSeconds(30),
                    () -> number(page, "#anchored") >= anchored + sent.get() && number(page, "#pending") == 0);
            assertThat(page.evaluate("window.sinceTheBeginning === true")).isEqualTo(true);
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void developerReadsTheReferenceOfAllServicesOnOnePage() {
        List<String> complaints = new ArrayList<>();
        try (BrowserContext context = window()) {
            Page page = page(context, complaints);
            page.navigate(world.stack().gateway() + "/docs");
            page.waitForSelector(".topbar select");
            assertThat(page.locator(".topbar select option").allTextContents())
                    .containsExactlyInAnyOrder("identity", "catalog", "ledger", "audit");
            for (Map.Entry<String, String> service : Map.of(
                            "identity", "/api/identity/v1/agencies",
                            "catalog", "/api/catalog/v1/datasets/{dataset}/records/bulk",
                            "ledger", "/api/ledger/v1/checkpoint",
                            "audit", "/api/audit/v1/trail")
                    .entrySet()) {
                page.selectOption(".topbar select", "/docs/openapi/" + service.getKey());
                Locator operation = page.locator(
                                ".opblock",
                                new Page.LocatorOptions()
                                        .setHas(page.locator("[data-path='" + service.getValue() + "']")))
                        .first();
                operation.locator(".opblock-summary-control").click();
                operation.locator(".opblock-body .responses-table").waitFor();
                assertThat(operation.locator(".response").count()).isGreaterThan(1);
                TestBrowser.picture(page, "reference-" + service.getKey());
            }
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void anybodyVerifiesAReceiptOnThePageThatTheGatewayHandsOut() {
        Operator medical = world.operator("medical-admin");
        UUID record = UUID.fromString(medical.publishes(world.dataset("medical", "open"), Map.of("name", "on the page"))
                .expect(201)
                .json()
                .path("record")
                .asString());
        byte[] receipt = world.receipt(medical, record);
        ObjectNode altered = (ObjectNode) JsonMapper.shared().readTree(receipt);
        ObjectNode inclusion = (ObjectNode) altered.path("inclusion");
        inclusion.put("leafIndex", inclusion.path("leafIndex").asLong() ^ 1);

        List<String> complaints = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        try (BrowserContext context = window()) {
            Page page = page(context, complaints);
            page.onRequest(request -> asked.add(request.url()));
            page.navigate(world.stack().gateway() + "/verify");
            page.setInputFiles("#trust", json("trust.json", Receipts.trust(world)));
            page.waitForSelector("#trust-state .trusted");
            page.setInputFiles("#receipts", new FilePayload[] {
                json("receipt.json", receipt),
                json("altered.json", JsonMapper.shared().writeValueAsBytes(altered))
            });
            assertThat(outcome(page, "receipt.json"))
                    .isEqualTo(world.bestOutcome().name());
            assertThat(outcome(page, "altered.json")).isEqualTo("INVALID");
            assertThat(page.locator("article").allInnerTexts()).anyMatch(text -> text.contains("on the page"));
            TestBrowser.picture(page, "verify");
        }
        assertThat(complaints).isEmpty();
        assertThat(asked)
                .filteredOn(url -> url.startsWith("http"))
                .containsExactly(world.stack().gateway() + "/verify");
    }

    private static FilePayload json(String name, byte[] content) {
        return new FilePayload(name, "application/json", content);
    }

    /** What the page says of a file. */
    private static String outcome(Page page, String file) {
        return page.locator("article", new Page.LocatorOptions().setHas(page.getByText(file)))
                .getAttribute("data-outcome");
    }

    @Test
    void anOperatorWithoutTheRoleIsShownNothing() {
        try (BrowserContext context = window()) {
            Page page = context.newPage();
            logIn(page, "tax-consumer");
            assertThat(page.locator("#published").count()).isZero();
            assertThat(page.content()).doesNotContain("Latest accesses");
        }
    }

    private static BrowserContext window() {
        return browser.window(
                new Browser.NewContextOptions().setViewportSize(1280, 900).setColorScheme(ColorScheme.LIGHT));
    }

    /** A page whose errors, and requests to other machines, are written down. */
    private static Page page(BrowserContext context, List<String> complaints) {
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            String address = request.url().replaceFirst("^blob:", "");
            if (!address.startsWith("http://127.0.0.1:") && !address.startsWith("data:")) {
                complaints.add("asks " + request.url());
            }
        });
        return page;
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
}
