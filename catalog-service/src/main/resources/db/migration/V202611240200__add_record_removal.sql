-- Entries of the statements by which a record, with all its versions, was withdrawn or erased.
alter table record_version
    add column withdrawn_by bytea check (octet_length(withdrawn_by) = 32),
    add column erased_by    bytea check (octet_length(erased_by) = 32),
    add check (erased_by is null or wrapped_key is null);

-- Files whose records were erased, until they are gone from the disk too.
create table erased_file (
    record  uuid    not null,
    version integer not null,
    primary key (record, version)
);

-- SHA-256 of what was sent can be guessed from; so the progress is kept under a key that goes with the content. What
-- intakes from before this column have sent is not known any more.
alter table ingest drop column prefix_sha256;
alter table ingest
    add column prefix_mac   bytea check (octet_length(prefix_mac) = 32),
    add column wrapped_key  bytea,
    add column wrapping_key text,
    add check ((prefix_mac is null) = (wrapped_key is null)),
    add check ((wrapped_key is null) = (wrapping_key is null));

comment on column ingest.prefix_mac is
    'HMAC-SHA256 of the SHA-256 of the body''s first bytes; null once a record of this intake was erased';
