package io.govshare.testkit.architecture.bad.row;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads and writes rows. */
class ThingStore {

    private final JdbcClient jdbc;

    ThingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The answer to a question, not a row. */
    record Count(int things) {}

    void insert(Thing thing) {
        jdbc.sql("insert into thing (name, secret) values (?, ?)")
                .params(thing.name(), thing.secret())
                .update();
    }

    List<Thing> all() {
        return jdbc.sql("select name, secret from thing")
                .query((row, _) -> new Thing(row.getString("name"), row.getString("secret")))
                .list();
    }

    Count count() {
        return new Count(all().size());
    }
}
