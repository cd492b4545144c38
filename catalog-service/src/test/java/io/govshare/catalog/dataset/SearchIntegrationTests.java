package io.govshare.catalog.dataset;

import static io.govshare.catalog.CatalogClient.described;
import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.catalog.CatalogClient;
import io.govshare.catalog.CatalogServiceTest;
import io.govshare.catalog.HostileTexts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SearchIntegrationTests extends CatalogServiceTest {

    @Autowired
    private SearchRenewal renewal;

    private CatalogClient lexicon;

    @BeforeEach
    void operators() {
        agencies.active("lexicon");
        lexicon = new CatalogClient(port, tokens.operator("lexicon", "publisher"));
        var deadline = Instant.now().plusSeconds(30);
        while (lexicon.get("/datasets?limit=1").status() == 403 && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void wordsAreFoundByTheirStemsInTheLanguageOfTheTextWithOrWithoutAccents() {
        String french = create("Autorisations préfectorales accordées");
        String dutch = create("Vergunningen voor woningen");
        String german = create("Genehmigungen für Häuser und Straßen");
        String english = create("Licences granted to hauliers");

        assertThat(found("autorisation prefectorale")).contains(french);
        assertThat(found("vergunning")).contains(dutch);
        assertThat(found("genehmigung strasse")).contains(german);
        assertThat(found("licence haulier")).contains(english);
        assertThat(found("HÄUSER")).contains(german);
    }

    @Test
    void anyPartOfAChineseTextIsFoundAndNothingElse() {
        String budget = create("二〇二六年北京市公共预算执行情况");
        String reordered = create("算预共公 不是");
        String mixed = create("上海 Budget 2026 报告");

        for (String part : List.of("公共预算", "预算", "北京市", "执行情况", "况", "二〇二六年")) {
            assertThat(found(part)).as(part).contains(budget);
        }
        assertThat(found("公共预算")).doesNotContain(reordered, mixed);
        assertThat(found("报告 budget")).contains(mixed).doesNotContain(budget);
        assertThat(found("2026报告")).contains(mixed);
        assertThat(found("预算 -北京")).doesNotContain(budget);
    }

    @Test
    void japaneseAndKoreanAndThaiAreFoundByPartsToo() {
        String japanese = create("東京都のガソリン価格データ");
        String korean = create("서울특별시예산현황");
        String thai = create("งบประมาณแผ่นดิน");

        assertThat(found("ガソリン")).contains(japanese);
        assertThat(found("東京都")).contains(japanese);
        assertThat(found("예산")).contains(korean);
        assertThat(found("ประมาณ")).contains(thai);
    }

    @Test
    void sequencesAlternativesExceptionsAndCommonWords() {
        String cattle = create("Wolverine attacks on the cattle");
        String villages = create("Wolverines seen near villages");

        assertThat(found("wolverine")).contains(cattle, villages);
        assertThat(found("wolverine -cattle")).contains(villages).doesNotContain(cattle);
        assertThat(found("wolverine -villages")).contains(cattle).doesNotContain(villages);
        assertThat(found("\"near villages\" wolverine")).contains(villages).doesNotContain(cattle);
        assertThat(found("\"villages near\" wolverine")).doesNotContain(villages);
        assertThat(found("wolverine cattle or villages")).contains(cattle, villages);
        assertThat(found("attacks by the wolverine")).contains(cattle);
        assertThat(found("wolverine unicorn")).isEmpty();
    }

    @Test
    void whateverIsTypedIsAnswered() {
        for (String naughty : HostileTexts.naughty()) {
            String asked = naughty.length() > 400 ? naughty.substring(0, 400) : naughty;
            if (asked.isBlank() || !StorableText.is(asked)) {
                continue;
            }
            assertThat(lexicon.get("/datasets?query=" + encoded(asked)).status())
                    .as(asked)
                    .isEqualTo(200);
        }
        for (String asked : List.of("'", "\\", "a' | b", ":*", "a:* & !b", "<->", "'a':A", "''::tsquery", "年'")) {
            assertThat(lexicon.get("/datasets?query=" + encoded(asked)).status())
                    .as(asked)
                    .isEqualTo(200);
        }
    }

    @Test
    void datasetsOfAnEarlierEditionAreBroughtUpToDateWithoutAnotherRevision() {
        String id = create("历史数据");
        jdbc.sql("UPDATE dataset SET search_edition = 0, search = to_tsvector('simple', title) WHERE id = ?")
                .param(UUID.fromString(id))
                .update();
        assertThat(found("数据")).doesNotContain(id);

        while (renewal.renewSome() > 0) {
            Thread.onSpinWait();
        }

        assertThat(found("数据")).contains(id);
        assertThat(lexicon.get("/datasets/" + id).json().path("revision").asInt())
                .isEqualTo(1);
    }

    /** Different words throughout, as no real text has them: the largest entry that an index row may need. */
    @Test
    void theLongestTextsAreTakenInEachScript() {
        for (int first : new int[] {'a', 0x430, 0x905, 0x4e00}) {
            var text = new StringBuilder();
            for (int i = 0; text.length() < 49_000; i++) {
                for (int j = i; ; j /= 26) {
                    text.appendCodePoint(first + j % 26);
                    if (j < 26) {
                        break;
                    }
                }
                text.append(first == 0x4e00 ? "" : " ");
            }
            var dataset = new HashMap<>(described("Long", "open"));
            dataset.put("description", text.toString());
            assertThat(lexicon.post("/datasets", dataset).status()).isEqualTo(201);
        }
    }

    private String create(String title) {
        var created = lexicon.post("/datasets", described(title, "open"));
        assertThat(created.status()).as(created.response().body()).isEqualTo(201);
        return created.json().path("id").asString();
    }

    private List<String> found(String words) {
        var listing = lexicon.get("/datasets?limit=200&query=" + encoded(words));
        assertThat(listing.status()).as(listing.response().body()).isEqualTo(200);
        return listing.json()
                .path("datasets")
                .valueStream()
                .map(each -> each.path("id").asString())
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
