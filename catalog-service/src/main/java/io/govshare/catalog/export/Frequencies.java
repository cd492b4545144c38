package io.govshare.catalog.export;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How often data change: codes of the EU's vocabulary of frequencies beside the repetitions of DCAT-US, as the guidance of
 * Project Open Data gives them.
 */
final class Frequencies {

    static final String VOCABULARY = "http://publications.europa.eu/resource/authority/frequency/";

    private static final Pattern REPETITION = Pattern.compile("R/" + IsoDuration.PATTERN);
    private static final Map<String, String> REPETITIONS = new LinkedHashMap<>();
    private static final Map<String, String> CODES = new LinkedHashMap<>();

    static {
        pair("ANNUAL", "R/P1Y");
        pair("ANNUAL_2", "R/P6M");
        pair("ANNUAL_3", "R/P4M");
        pair("BIENNIAL", "R/P2Y");
        pair("BIMONTHLY", "R/P2M");
        pair("BIWEEKLY", "R/P2W");
        pair("DAILY", "R/P1D");
        pair("DECENNIAL", "R/P10Y");
        pair("HOURLY", "R/PT1H");
        pair("IRREG", "irregular");
        pair("MONTHLY", "R/P1M");
        pair("MONTHLY_2", "R/P0.5M");
        pair("MONTHLY_3", "R/P0.33M");
        pair("QUADRENNIAL", "R/P4Y");
        pair("QUARTERLY", "R/P3M");
        pair("TRIENNIAL", "R/P3Y");
        pair("UPDATE_CONT", "R/PT1S");
        pair("WEEKLY", "R/P1W");
        pair("WEEKLY_2", "R/P3.5D");
        pair("WEEKLY_3", "R/P0.33W");
    }

    private Frequencies() {}

    private static void pair(String code, String repetition) {
        REPETITIONS.put(code, repetition);
        CODES.put(repetition, code);
    }

    /** For DCAT-AP: an IRI, of whatever vocabulary its catalogue used. */
    static Optional<String> iri(String frequency) {
        return Iris.isIri(frequency)
                ? Optional.of(frequency)
                : Optional.ofNullable(CODES.get(frequency)).map(code -> VOCABULARY + code);
    }

    /** For DCAT-US. */
    static Optional<String> repetition(String frequency) {
        if (frequency.startsWith(VOCABULARY)) {
            return Optional.ofNullable(REPETITIONS.get(frequency.substring(VOCABULARY.length())));
        }
        String written = frequency.replace(',', '.');
        return Optional.of(written)
                .filter(text ->
                        text.equals("irregular") || REPETITION.matcher(text).matches());
    }
}
