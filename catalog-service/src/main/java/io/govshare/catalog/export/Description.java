package io.govshare.catalog.export;

import io.govshare.catalog.dataset.Area;
import io.govshare.catalog.dataset.Sharing;
import io.govshare.catalog.vocabulary.XsdDate;
import java.time.Instant;
import java.util.Collection;
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

    /** Address of a licence, in characters. */
    private static final int REPEATED_LIMIT = 200;

    /** A dataset without its texts: with its publisher, its contact and its other name it is some resources. */
    private static final int DATASET = 2_000;

    /** A resource without its texts: its name in two places, its class and what stands between. */
    private static final int RESOURCE = 400;

    private static final int ITEM = 50;

    /**
     * @param iri of ours, so that no import gives its name to the publisher of another one
     * @param origin its IRI in the catalogue that the dataset was imported from
     */
    record Publisher(String iri, String name, @Nullable String origin) {}

    record Period(@Nullable XsdDate from, @Nullable XsdDate to) {}

    /** Of those distributions that name none; null also if it is too long to be repeated at each. */
    @Nullable
    String commonLicense() {
        return license == null || license.length() > REPEATED_LIMIT ? null : license;
    }

    /** About as many bytes as it takes in the syntax that takes most, for texts whose letters are of one byte. */
    long weight() {
        long weight = DATASET + length(iri) + length(origin) + length(publisher.name()) + length(publisher.origin());
        weight += length(contact.name()) + length(contact.address());
        weight += length(titles.values()) + length(descriptions.values()) + length(keywords);
        weight += length(bureauCodes) + length(programCodes);
        // What a property leads to is written there and once more with its class.
        for (var resources : List.of(themes, languages, landingPages, references, places)) {
            weight += (long) RESOURCE * resources.size() + 2 * length(resources);
        }
        weight += (long) RESOURCE * areas.size();
        weight += length(frequency) + length(rights) + 2 * (length(license) + length(conformsTo) + length(describedBy));
        for (var each : distributions) {
            weight += RESOURCE + length(each.title()) + length(each.accessUrl()) + length(each.downloadUrl());
            weight += length(each.mediaType()) + 2 * (length(each.format()) + length(each.conformsTo()));
            weight += each.license() == null ? length(commonLicense()) : 2 * length(each.license());
        }
        return weight;
    }

    private static long length(Collection<String> texts) {
        return texts.stream().mapToLong(text -> ITEM + text.length()).sum();
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : ITEM + text.length();
    }
}
