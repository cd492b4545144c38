package io.govshare.catalog.export;

import io.govshare.catalog.dataset.Area;
import io.govshare.catalog.dataset.Sharing;
import io.govshare.catalog.vocabulary.XsdDate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dataset in the terms that DCAT-AP and DCAT-US share. All addresses are checked, all texts storable; whatever a catalogue
 * said otherwise is absent.
 *
 * @param iri its name here, which is its address
 * @param origin its name in the catalogue that it was imported from
 * @param titles by language tag, the empty tag for none; one at least
 * @param title the one for readers of one language
 * @param descriptions by language tag, one at least
 * @param themes IRIs and words
 * @param languages IRIs and tags
 * @param places IRIs and names
 * @param areas boxes and points, of the same places or of others
 * @param modified of the data, as its catalogue says it: a date or, in DCAT-US, how often they change
 * @param recorded when this entry last changed here
 * @param frequency IRI or ISO 8601 repetition
 * @param interval as DCAT-US writes it
 */
record Description(
        String iri,
        String identifier,
        @Nullable String origin,
        Map<String, String> titles,
        String title,
        Map<String, String> descriptions,
        String description,
        Publisher publisher,
        Contact contact,
        Sharing sharing,
        List<String> keywords,
        List<String> themes,
        List<String> languages,
        List<String> landingPages,
        List<String> references,
        List<String> places,
        List<Area> areas,
        List<String> bureauCodes,
        List<String> programCodes,
        @Nullable String issued,
        @Nullable String modified,
        Instant recorded,
        @Nullable String frequency,
        @Nullable Period period,
        @Nullable String interval,
        @Nullable String license,
        @Nullable String rights,
        @Nullable String conformsTo,
        @Nullable String describedBy,
        List<Distribution> distributions) {

    /**
     * @param iri of ours, so that no import gives its name to the publisher of another one
     * @param origin its IRI in the catalogue that the dataset was imported from
     */
    record Publisher(String iri, String name, @Nullable String origin) {}

    record Period(@Nullable XsdDate from, @Nullable XsdDate to) {}
}
