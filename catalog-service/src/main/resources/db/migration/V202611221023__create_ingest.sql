-- Progress of a bulk intake. lines, bytes and prefix_sha256 say how much of the body is stored: a request that sends the
-- same body again is compared with the hash and goes on behind it.
create table ingest (
    id              uuid        primary key,
    agency          text        not null,
    dataset         uuid        not null,
    idempotency_key text        not null check (length(idempotency_key) between 1 and 128),
    format          text        not null check (format in ('ndjson', 'csv')),
    on_error        text        not null check (on_error in ('keep', 'refuse')),
    operator        text        not null,
    state           text        not null check (state in ('running', 'complete', 'refused')),
    lines           bigint      not null default 0,
    bytes           bigint      not null default 0,
    prefix_sha256   bytea       not null check (octet_length(prefix_sha256) = 32),
    accepted        bigint      not null default 0,
    rejected        bigint      not null default 0,
    started_at      timestamptz not null,
    updated_at      timestamptz not null,
    unique (agency, dataset, idempotency_key)
);

create table ingest_error (
    ingest  uuid   not null references ingest (id),
    ordinal bigint not null,
    line    bigint not null,
    field   text,
    reason  text   not null,
    primary key (ingest, ordinal)
);
