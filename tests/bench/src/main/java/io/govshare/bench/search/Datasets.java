package io.govshare.bench.search;

import java.util.List;
import java.util.Random;

/** Makes up datasets, the same ones each time. Their places have names that no language knows, some frequent and most rare. */
final class Datasets {

    static final List<String> THEMES =
            List.of("AGRI", "ECON", "EDUC", "ENER", "ENVI", "GOVE", "HEAL", "JUST", "REGI", "SOCI", "TECH", "TRAN");

    private static final List<String> FORMATS = List.of("CSV", "JSON", "XLSX", "XML", "PDF", "GEOJSON");
    private static final List<String> BEGINNINGS = List.of(
            "Al", "Bre", "Cor", "Dun", "El", "Fal", "Gar", "Hol", "Is", "Kal", "Lor", "Mar", "Nor", "Os", "Pel");
    private static final List<String> MIDDLES =
            List.of("ba", "de", "fi", "go", "ka", "li", "mo", "na", "ra", "se", "ti", "vo", "wen", "xi", "zu");
    private static final List<String> ENDINGS =
            List.of("burg", "dam", "field", "haven", "mont", "stad", "ville", "wick");
    private static final int PLACES = BEGINNINGS.size() * MIDDLES.size() * ENDINGS.size();
    private static final int PUBLISHERS = 60;
    private static final String EU = "http://publications.europa.eu/resource/authority/";
    private static final String PREFIXES = """
            @prefix dcat: <http://www.w3.org/ns/dcat#> .
            @prefix dct: <http://purl.org/dc/terms/> .
            @prefix foaf: <http://xmlns.com/foaf/0.1/> .
            """;

    private final Random random;

    Datasets(long seed) {
        random = new Random(seed);
    }

    /** A catalogue in DCAT-AP, as Turtle. */
    String catalogue(int from, int to) {
        var turtle = new StringBuilder(PREFIXES);
        for (int i = from; i < to; i++) {
            add(turtle, i);
        }
        return turtle.toString();
    }

    String place() {
        int n = (int) Math.pow(PLACES, random.nextDouble()) - 1;
        return BEGINNINGS.get(n % BEGINNINGS.size())
                + MIDDLES.get(n / BEGINNINGS.size() % MIDDLES.size())
                + ENDINGS.get(n / BEGINNINGS.size() / MIDDLES.size());
    }

    private void add(StringBuilder turtle, int number) {
        int subject = random.nextInt(Language.ENGLISH.subjects().size());
        int kind = random.nextInt(Language.ENGLISH.kinds().size());
        int year = 1995 + random.nextInt(30);
        String place = place();
        turtle.append("<https://data.example/").append(number).append("> a dcat:Dataset ; dct:identifier \"");
        turtle.append(number).append("\" ; dct:accessRights <").append(EU).append("access-right/");
        turtle.append(random.nextInt(20) == 0 ? "NON_PUBLIC" : random.nextInt(5) == 0 ? "RESTRICTED" : "PUBLIC");
        turtle.append("> ; dct:publisher [ foaf:name \"Office ")
                .append(random.nextInt(PUBLISHERS))
                .append("\" ] ;\n");
        for (var language : languages()) {
            literal(turtle, "dct:title", language.title(subject, kind, place, year), language);
            var description = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                description.append(pick(language.sentences())).append(' ');
            }
            description.append(language.subjects().get(subject)).append(' ').append(place());
            literal(turtle, "dct:description", description.toString(), language);
            literal(turtle, "dcat:keyword", language.subjects().get(subject), language);
            turtle.append("  dct:language <")
                    .append(EU)
                    .append("language/")
                    .append(language.code())
                    .append("> ;\n");
        }
        for (int i = 0; i <= random.nextInt(3); i++) {
            turtle.append("  dcat:theme <")
                    .append(EU)
                    .append("data-theme/")
                    .append(pick(THEMES))
                    .append("> ;\n");
            turtle.append("  dcat:distribution [ dcat:accessURL <https://data.example/")
                    .append(number);
            turtle.append('/').append(i).append("> ; dct:format <").append(EU).append("file-type/");
            turtle.append(pick(FORMATS)).append("> ] ;\n");
        }
        turtle.append("  dct:issued \"").append(year).append("\" .\n");
    }

    /** Mostly one, sometimes several of a country that has several. */
    private List<Language> languages() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> List.of(Language.ENGLISH);
            case 4 -> List.of(Language.FRENCH);
            case 5 -> List.of(Language.GERMAN);
            case 6, 7 -> List.of(Language.CHINESE);
            case 8 -> List.of(Language.FRENCH, Language.DUTCH);
            default -> List.of(Language.ENGLISH, Language.FRENCH, Language.DUTCH, Language.GERMAN);
        };
    }

    private static void literal(StringBuilder turtle, String property, String text, Language language) {
        turtle.append("  ").append(property).append(" \"").append(text).append("\"@");
        turtle.append(language.tag()).append(" ;\n");
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
