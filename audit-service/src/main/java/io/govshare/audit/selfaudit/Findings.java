package io.govshare.audit.selfaudit;

import io.govshare.starter.ids.UuidV7;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Collects what one self-audit finds; the count is exact, the list is bounded. */
final class Findings {

    static final int MAX_LISTED = 1_000;

    private final UuidV7 ids;
    private final Clock clock;
    private final List<Finding> listed = new ArrayList<>();
    private long count;

    Findings(UuidV7 ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    void add(Finding.Kind kind, String subject, String detail) {
        add(kind, subject, detail, null, null, null, null);
    }

    void add(
            Finding.Kind kind,
            String subject,
            String detail,
            @Nullable Long leafIndex,
            @Nullable UUID record,
            @Nullable UUID dataset,
            @Nullable String agency) {
        count++;
        if (listed.size() < MAX_LISTED) {
            listed.add(new Finding(
                    ids.next(), kind, subject, detail, leafIndex, record, dataset, agency, clock.instant()));
        }
    }

    long count() {
        return count;
    }

    List<Finding> listed() {
        return List.copyOf(listed);
    }
}
