package io.govshare.testkit.infrastructure;

/** PostgreSQL with the durability of production: fsync and synchronous commit are on. */
public interface PostgresServer extends RestartableServer {

    /** A new, empty database with an owner of its own. The name is made unique from the given one. */
    TestDatabase createDatabase(String name);
}
