package io.govshare.stack.demo;

import java.sql.Connection;
import java.sql.SQLException;

/** The services' databases as somebody with the administrator's access sees them. */
public interface Stores {

    /** @param database {@code catalog} or {@code ledger} */
    Connection open(String database) throws SQLException;
}
