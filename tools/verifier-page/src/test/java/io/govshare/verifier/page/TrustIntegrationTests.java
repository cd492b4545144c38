package io.govshare.verifier.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.proof.json.JsonValue;
import io.govshare.proof.receipt.TestReceipts;
import io.govshare.testkit.browser.TestBrowser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whom the page trusts, and how it says so. */
class TrustIntegrationTests extends PageTestBase {
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
        TestBrowser.picture(page, "trust-replaced-light");
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
        assertThat(page.locator("#trust-state").innerText()).isEqualTo("Trusting last.json");
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
}
