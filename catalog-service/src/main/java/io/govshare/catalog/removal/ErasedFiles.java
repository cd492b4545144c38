package io.govshare.catalog.removal;

import io.govshare.catalog.record.RecordFiles;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Files of erased records. A row is added in the transaction that erases and goes when the file is gone, so that a file
 * whose deletion was cut off is deleted later; until then nobody can read it, for its key is destroyed. Any number of
 * instances may do it at once.
 */
@Component
class ErasedFiles implements Housekeeping.Chore {

    private static final Logger log = LoggerFactory.getLogger(ErasedFiles.class);
    private static final int BATCH = 100;

    private final JdbcClient jdbc;
    private final RecordFiles files;

    ErasedFiles(JdbcClient jdbc, RecordFiles files) {
        this.jdbc = jdbc;
        this.files = files;
    }

    private record Erased(UUID record, int version) {}

    void add(UUID record, int version) {
        jdbc.sql("insert into erased_file (record, version) values (?, ?) on conflict do nothing")
                .param(record)
                .param(version)
                .update();
    }

    /** Deletes those of one record; what cannot be deleted now is deleted later. */
    void sweep(UUID record) {
        jdbc.sql("select record, version from erased_file where record = ?")
                .param(record)
                .query((row, _) -> new Erased(row.getObject("record", UUID.class), row.getInt("version")))
                .list()
                .forEach(this::delete);
    }

    /** Deletes all that there are, as far as the disk lets it. */
    @Override
    public void run() {
        Erased last = new Erased(new UUID(0, 0), 0);
        List<Erased> batch;
        do {
            batch = jdbc.sql("""
                            select record, version from erased_file where (record, version) > (?, ?)
                            order by record, version limit ?
                            """)
                    .param(last.record())
                    .param(last.version())
                    .param(BATCH)
                    .query((row, _) -> new Erased(row.getObject("record", UUID.class), row.getInt("version")))
                    .list();
            for (Erased erased : batch) {
                delete(erased);
                last = erased;
            }
        } while (batch.size() == BATCH);
    }

    private void delete(Erased erased) {
        try {
            files.delete(erased.record(), erased.version());
        } catch (IOException e) {
            log.error("The file of the erased record {} cannot be deleted yet", erased.record(), e);
            return;
        }
        jdbc.sql("delete from erased_file where record = ? and version = ?")
                .param(erased.record())
                .param(erased.version())
                .update();
    }
}
