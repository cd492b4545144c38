package io.govshare.bench.search;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What somebody asks of the catalogue, of which there are several kinds. */
enum Question {
    NOTHING("no words, the newest") {
        @Override
        String parameters(Datasets datasets) {
            return "";
        }
    },
    WORD("one word of a title, in one of four languages") {
        @Override
        String parameters(Datasets datasets) {
            return query(aWord(datasets));
        }
    },
    WORDS("a word and a place") {
        @Override
        String parameters(Datasets datasets) {
            return query(aWord(datasets) + ' ' + datasets.place());
        }
    },
    FREQUENT("two words of many descriptions") {
        @Override
        String parameters(Datasets datasets) {
            var language = datasets.pick(EUROPEAN);
            return query(
                    longest(datasets.pick(language.sentences())) + ' ' + longest(datasets.pick(language.sentences())));
        }
    },
    SEQUENCE("words in sequence, without another") {
        @Override
        String parameters(Datasets datasets) {
            var language = datasets.pick(EUROPEAN);
            return query('"' + datasets.pick(language.subjects()) + "\" -" + datasets.place());
        }
    },
    CHINESE("part of a Chinese title") {
        @Override
        String parameters(Datasets datasets) {
            String subject = datasets.pick(Language.CHINESE.subjects());
            return query(subject.substring(0, Math.min(4, subject.length())));
        }
    },
    CHINESE_WORDS("two frequent Chinese words") {
        @Override
        String parameters(Datasets datasets) {
            return query("数据 " + datasets.pick(List.of("统计", "地图", "公布", "隐私", "年度报告")));
        }
    },
    FACETS("two facets, no words") {
        @Override
        String parameters(Datasets datasets) {
            return "&theme=Transport&language=" + datasets.pick(EUROPEAN).tag();
        }
    },
    WORD_AND_FACETS("a word and two facets") {
        @Override
        String parameters(Datasets datasets) {
            return query(aWord(datasets)) + "&format=CSV&sharing=open";
        }
    };

    private static final List<Language> EUROPEAN =
            List.of(Language.ENGLISH, Language.FRENCH, Language.DUTCH, Language.GERMAN);

    private final String title;

    Question(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Of the request, with what comes before them. */
    abstract String parameters(Datasets datasets);

    private static String aWord(Datasets datasets) {
        return longest(datasets.pick(datasets.pick(EUROPEAN).subjects()));
    }

    private static String longest(String text) {
        String longest = "";
        for (String word : text.split("[ ’.,;]+", -1)) {
            longest = word.length() > longest.length() ? word : longest;
        }
        return longest;
    }

    private static String query(String words) {
        return "&query=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
    }
}
