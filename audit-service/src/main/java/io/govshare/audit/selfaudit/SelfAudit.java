package io.govshare.audit.selfaudit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run and its result.
 *
 * @param finishedAt absent while it runs
 * @param logSize size of the checkpoint that was checked
 * @param entries entries rebuilt into the root
 * @param anchors heads compared with the chain
 * @param records stored records that the catalogue verified again
 * @param failure why it could not be carried through; then its silence proves nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SelfAudit(
        UUID id,
        Instant startedAt,
        @Nullable Instant finishedAt,
        long logSize,
        long entries,
        long anchors,
        long records,
        @Nullable String failure,
        List<Finding> findings) {

    /** Carried through, and everything was as it should be. */
    public boolean passed() {
        return finishedAt != null && failure == null && findings.isEmpty();
    }
}
