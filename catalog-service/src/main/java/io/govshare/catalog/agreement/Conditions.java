package io.govshare.catalog.agreement;

import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What terms may say beyond who reads which fields for what until when. They are kept in the sealed document only.
 *
 * @param purposeCategory the kind of the purpose, a name of the DPV
 * @param validFrom begin, inclusive; null for at once
 * @param hours when on each day records are read; null for always
 * @param readsPerMinute how many reads each minute of the clock allows; null for any
 * @param area ISO 3166 codes of the countries and regions in which the data are used; empty for anywhere
 * @param processor code of the agency that reads on the consumer's behalf; null for none
 */
public record Conditions(
        @Nullable String purposeCategory,
        @Nullable Instant validFrom,
        @Nullable DailyHours hours,
        @Nullable Integer readsPerMinute,
        List<String> area,
        @Nullable String processor) {

    static final Conditions NONE = new Conditions(null, null, null, null, List.of(), null);

    public Conditions {
        area = List.copyOf(area);
    }

    void addTo(JsonValue.Builder document) {
        if (purposeCategory != null) {
            document.add("purposeCategory", purposeCategory);
        }
        if (validFrom != null) {
            document.add("validFrom", validFrom.toString());
        }
        if (hours != null) {
            document.add(
                    "hours",
                    JsonValue.Obj.builder()
                            .add("from", hours.from().toString())
                            .add("to", hours.to().toString())
                            .add("zone", hours.zone().getId())
                            .build());
        }
        if (readsPerMinute != null) {
            document.add("readsPerMinute", readsPerMinute);
        }
        if (!area.isEmpty()) {
            document.add("area", JsonValue.texts(area));
        }
        if (processor != null) {
            document.add("processor", processor);
        }
    }

    /** Of a document that this service has made. */
    static Conditions of(String document) {
        Map<String, JsonValue> members =
                JsonReader.parse(document) instanceof JsonValue.Obj object ? object.members() : Map.of();
        String from = text(members, "validFrom");
        return new Conditions(
                text(members, "purposeCategory"),
                from == null ? null : Instant.parse(from),
                members.get("hours") instanceof JsonValue.Obj hours ? hours(hours.members()) : null,
                members.get("readsPerMinute") instanceof JsonValue.Num reads ? Math.toIntExact(reads.asLong()) : null,
                members.get("area") instanceof JsonValue.Array(List<JsonValue> codes)
                        ? codes.stream().map(Conditions::text).toList()
                        : List.of(),
                text(members, "processor"));
    }

    private static @Nullable DailyHours hours(Map<String, JsonValue> members) {
        String from = text(members, "from");
        String to = text(members, "to");
        String zone = text(members, "zone");
        return from == null || to == null || zone == null
                ? null
                : new DailyHours(LocalTime.parse(from), LocalTime.parse(to), ZoneId.of(zone));
    }

    private static @Nullable String text(Map<String, JsonValue> members, String name) {
        JsonValue value = members.get(name);
        return value == null ? null : text(value);
    }

    private static String text(JsonValue value) {
        return value instanceof JsonValue.Text(String text) ? text : value.toString();
    }
}
