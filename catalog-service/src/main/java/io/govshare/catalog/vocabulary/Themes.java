package io.govshare.catalog.vocabulary;

import java.util.Map;
import java.util.Optional;

/** The EU's vocabulary of data themes, whose English labels a reader needs beside the codes. */
public final class Themes {

    private static final String VOCABULARY = "http://publications.europa.eu/resource/authority/data-theme/";

    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("AGRI", "Agriculture, fisheries, forestry and food"),
            Map.entry("ECON", "Economy and finance"),
            Map.entry("EDUC", "Education, culture and sport"),
            Map.entry("ENER", "Energy"),
            Map.entry("ENVI", "Environment"),
            Map.entry("GOVE", "Government and public sector"),
            Map.entry("HEAL", "Health"),
            Map.entry("INTR", "International issues"),
            Map.entry("JUST", "Justice, legal system and public safety"),
            Map.entry("OP_DATPRO", "Provisional data"),
            Map.entry("REGI", "Regions and cities"),
            Map.entry("SOCI", "Population and society"),
            Map.entry("TECH", "Science and technology"),
            Map.entry("TRAN", "Transport"));

    private Themes() {}

    public static Optional<String> label(String iri) {
        return iri.startsWith(VOCABULARY)
                ? Optional.ofNullable(LABELS.get(iri.substring(VOCABULARY.length())))
                : Optional.empty();
    }
}
