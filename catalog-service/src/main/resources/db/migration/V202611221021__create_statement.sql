-- Sealed statements that are not records: accesses and agreements.
create table statement (
    entry     bytea       primary key check (octet_length(entry) = 32),
    id        uuid        not null unique,
    type      text        not null,
    agency    text        not null,
    reader    text,
    operator  text        not null,
    sealed    text        not null,
    sealed_at timestamptz not null
);

alter table statement alter column sealed set storage external;
