-- One row per version of a record. The seal holds no content; the content is the disclosures, encrypted under a key of
-- their own. Erasing a record empties disclosures and wrapped_key and leaves the seal.
create table record_version (
    record       uuid        not null,
    version      integer     not null check (version > 0),
    dataset      uuid        not null,
    agency       text        not null,
    entry        bytea       not null check (octet_length(entry) = 32),
    sealed       text        not null,
    disclosures  bytea,
    wrapped_key  bytea,
    wrapping_key text        not null,
    operator     text        not null,
    sealed_at    timestamptz not null,
    latest       boolean     not null,
    ingest       uuid,
    primary key (record, version),
    check ((disclosures is null) = (wrapped_key is null))
);

-- Base64 and ciphertext do not compress; trying costs more than it saves.
alter table record_version alter column sealed set storage external;
alter table record_version alter column disclosures set storage external;

create unique index record_version_entry on record_version (entry);

-- Lists a dataset's records by page, and lets no second "latest" version of a record in.
create unique index record_version_latest on record_version (dataset, record) where latest;

-- Entries that an anchored checkpoint covers. Insert-only: marking an entry as anchored rewrites no record.
create table anchored_entry (
    entry        bytea       primary key check (octet_length(entry) = 32),
    leaf_index   bigint      not null check (leaf_index >= 0),
    tree_size    bigint      not null,
    block_number bigint      not null,
    anchored_at  timestamptz not null
);
