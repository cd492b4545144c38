package io.govshare.verifier.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import io.govshare.proof.receipt.BadReceipts;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptBundle;
import io.govshare.proof.receipt.Step;
import io.govshare.testkit.browser.TestBrowser;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The verdicts that the page shows, and what it shows with them. */
class VerdictIntegrationTests extends PageTestBase {
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
                .contains("1234567890.12", "leaf 5 of 13", "sealed by 4 of 4 validators")
                .doesNotContain("Müller");
        assertThat(page.locator("#status").innerText()).isEqualTo("1 receipt checked: 1 valid.");
        assertThat(page.locator("#checked-at").innerText())
                .matches("Checked on \\d{4}-.* UTC, by this computer's clock.");
        assertThat(page.locator("#limits").innerText()).contains("The time of the seal is the agency's own word");
        assertThat(page.locator("#trust-state").innerText()).isEqualTo("Trusting trust.json");
        assertThat(page.locator("#trust-facts").innerText()).contains("20261", "fiscal, tax", sha256(trust));
        assertThat(page.locator(".by").innerText())
                .isEqualTo("Checked by the trust file trust.json, SHA-256 "
                        + sha256(trust).substring(0, 12).replaceAll("(.{4})(?=.)", "$1 ") + " …");
        TestBrowser.picture(page, "valid-light");
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
        TestBrowser.picture(page, "development-light");
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
        TestBrowser.picture(page, "bundle-light");
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
}
