-- The record that was published under an Idempotency-Key. Written in the transaction that stores the record; rows that
-- are older than govshare.catalog.publication.keys-kept go when others come.
create table publication_key (
    dataset         uuid        not null,
    idempotency_key text        not null check (length(idempotency_key) between 1 and 128),
    record          uuid        not null,
    published_at    timestamptz not null,
    primary key (dataset, idempotency_key)
);

create index publication_key_age on publication_key (published_at);
