package io.govshare.schemas;

/** Kafka topics, named {@code govshare.<service>.<event>.v<version>}; the same name is the CloudEvents type. */
public final class Topics {

    /** Current state of each agency; compacted, keyed by agency code. */
    public static final String AGENCY_CHANGED = "govshare.identity.agency-changed.v1";

    /** Statements sealed by the catalogue, keyed by dataset id: order per record holds. */
    public static final String CATALOG_STATEMENTS_SEALED = "govshare.catalog.statements-sealed.v1";

    /** Statements sealed by identity, keyed by agency code. */
    public static final String IDENTITY_STATEMENTS_SEALED = "govshare.identity.statements-sealed.v1";

    /** Entries that an anchored checkpoint now covers, keyed by the log's origin. */
    public static final String RECEIPTS_ISSUED = "govshare.ledger.receipts-issued.v1";

    /** A dataset was created, imported or changed; keyed by dataset id. */
    public static final String DATASET_CHANGED = "govshare.catalog.dataset-changed.v1";

    /** A stored record no longer matches its seal; keyed by dataset id. */
    public static final String CORRUPTION_FOUND = "govshare.catalog.corruption-found.v1";

    private Topics() {}
}
