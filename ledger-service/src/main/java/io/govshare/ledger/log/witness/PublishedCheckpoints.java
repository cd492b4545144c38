package io.govshare.ledger.log.witness;

import io.govshare.ledger.log.Checkpoints;
import io.govshare.ledger.log.SignedCheckpoint;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which checkpoint is given out as the log's head: the newest one or, where there are witnesses, the newest about which
 * they were asked. It never goes back, whichever process is asked.
 */
@Component
public class PublishedCheckpoints {

    private final JdbcClient jdbc;
    private final Checkpoints checkpoints;
    private final Cosignatures cosignatures;
    private final WitnessProperties properties;

    PublishedCheckpoints(
            JdbcClient jdbc, Checkpoints checkpoints, Cosignatures cosignatures, WitnessProperties properties) {
        this.jdbc = jdbc;
        this.checkpoints = checkpoints;
        this.cosignatures = cosignatures;
        this.properties = properties;
    }

    public Optional<Published> newest() {
        if (properties.witnesses().isEmpty()) {
            return checkpoints.newest().map(checkpoint -> new Published(checkpoint, List.of()));
        }
        return size().or(() -> {
                    checkpoints.newest().ifPresent(checkpoint -> advance(checkpoint.size()));
                    return size();
                })
                .flatMap(checkpoints::at)
                .map(checkpoint -> new Published(checkpoint, cosignatures.lines(checkpoint.size())));
    }

    private Optional<Long> size() {
        return jdbc.sql("select size from published_checkpoint")
                .query(Long.class)
                .optional();
    }

    void advance(long size) {
        jdbc.sql("""
                        insert into published_checkpoint (size) values (?)
                        on conflict (single) do update set size = greatest(published_checkpoint.size, excluded.size)
                        """).param(size).update();
    }

    /** @param cosignatures signature lines of witnesses */
    public record Published(SignedCheckpoint checkpoint, List<String> cosignatures) {

        public String note() {
            return checkpoint.note() + String.join("", cosignatures);
        }

        /** Another one whenever the note is another. */
        public String tag() {
            return checkpoint.size() + (cosignatures.isEmpty() ? "" : "-" + cosignatures.size());
        }
    }
}
