package io.govshare.audit.trail;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Follows one record through the trail. */
@Component
public class Traces {

    private static final int EVENTS = TrailQuery.MAX_LIMIT;
    private static final int AGREEMENTS = 20;

    private final Trail trail;

    Traces(Trail trail) {
        this.trail = trail;
    }

    /** Empty where the trail has never heard of the record. */
    public Optional<Trace> of(UUID record) {
        List<TrailEvent> events = trail.find(TrailQuery.ofRecord(record, EVENTS));
        if (events.isEmpty()) {
            return Optional.empty();
        }
        Stream<UUID> named = events.stream()
                .map(TrailEvent::agreement)
                .filter(Objects::nonNull)
                .distinct();
        List<TrailEvent> agreements = named.limit(AGREEMENTS)
                .flatMap(agreement ->
                        trail
                                .find(new TrailQuery(null, null, null, null, agreement, "agreement.*", null, EVENTS))
                                .stream())
                .sorted(Comparator.comparingLong(TrailEvent::seq))
                .toList();
        return Optional.of(new Trace(record, events.reversed(), agreements, events.size() < EVENTS));
    }
}
