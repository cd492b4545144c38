package io.govshare.catalog.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.govshare.catalog.HostileTexts;
import io.govshare.catalog.dataset.SearchWords.Piece;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class SearchTextUnitTests {

    private static final JsonMapper JSON = JsonMapper.shared();

    @ParameterizedTest
    @CsvSource({
        "Dépenses,depenses",
        "STRASSE,strasse",
        "Straße,strasse",
        "ﬁnance,finance",
        "Ｂｕｄｇｅｔ,budget",
        "naïve,naive"
    })
    void caseAccentsAndWidthMakeNoDifference(String text, String words) {
        assertThat(SearchText.of(text).words()).isEqualTo(words);
    }

    @Test
    void undividedRunsBecomePairsAndLeaveTheWordsAround() {
        var text = SearchText.of("2026年公共预算 budget、表");

        assertThat(text.words().split("\\s+|、", -1)).contains("2026", "budget");
        assertThat(text.runs()).containsExactly("年公共预算", "表");
        assertThat(text.pairs()).isEqualTo("年公 公共 共预 预算 算 表 ");
    }

    @Test
    void kanaAndHangulStayWhole() {
        assertThat(SearchText.of("ガソリン データ").runs()).containsExactly("ガソリン", "データ");
        assertThat(SearchText.of("예산").runs()).containsExactly("예산");
        assertThat(SearchText.of("𠮷野").pairs()).isEqualTo("𠮷野 野 ");
    }

    @Test
    void aQuestionIsWordsSequencesAlternativesAndExceptions() {
        var words = SearchWords.parse("bear \"near villages\" or towns -cattle 预算 年");

        assertThat(words.groups()).hasSize(5);
        assertThat(words.groups().get(1).terms()).hasSize(2);
        assertThat(words.groups().get(2).terms().getFirst().negative()).isTrue();
        assertThat(words.pieces())
                .containsExactly(
                        new Piece.Words("bear"),
                        new Piece.Words("near villages"),
                        new Piece.Words("towns"),
                        new Piece.Words("cattle"),
                        new Piece.Pairs("预算 "),
                        new Piece.Single("年"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"or", "-", "--", "\"\"", "\"", "-\"", "or or", "!&|()<>", "or -"})
    void whatCannotBeLookedForIsLeftOut(String asked) {
        assertThat(SearchWords.parse(asked).pieces())
                .allMatch(piece -> piece.text().codePoints().anyMatch(Character::isLetterOrDigit));
    }

    @Test
    void aQuestionIsBounded() {
        assertThat(SearchWords.parse("a ".repeat(250)).groups()).hasSizeLessThanOrEqualTo(40);
        assertThat(SearchWords.parse("年 a".repeat(125)).pieces()).hasSizeLessThanOrEqualTo(40);
    }

    @Test
    void aTextGoesToTheStemmerOfItsLanguageAndOneOfUnknownLanguageToAll() {
        var terms = SearchTerms.of(
                "Orders",
                "What was bought",
                List.of(),
                JSON.readTree("{\"titles\":{\"fr-t-nl\":\"Commandes\",\"en\":\"Orders\"}}"));

        assertThat(textsOf(terms, "french", "A")).contains("commandes").doesNotContain("orders");
        assertThat(textsOf(terms, "english", "A")).contains("orders").doesNotContain("commandes");
        assertThat(textsOf(terms, "simple", "A")).contains("orders").contains("commandes");
        assertThat(textsOf(terms, "german", "D")).contains("bought");
    }

    @Test
    void naughtyTextsAreTakenInAsWell() {
        for (String naughty : HostileTexts.naughty()) {
            assertThatCode(() -> {
                        SearchWords.parse(naughty);
                        SearchTerms.of(naughty, naughty, List.of(naughty), JSON.createObjectNode());
                    })
                    .doesNotThrowAnyException();
        }
    }

    private static String textsOf(SearchTerms terms, String configuration, String weight) {
        var found = new StringBuilder();
        for (int i = 0; i < terms.texts().size(); i++) {
            if (terms.configurations().get(i).equals(configuration)
                    && terms.weights().get(i).equals(weight)) {
                found.append(terms.texts().get(i));
            }
        }
        return found.toString();
    }
}
