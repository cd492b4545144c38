-- Wrapping keys under which something was erased, until they are destroyed. They lie outside the database, so that a copy
-- of it from before does not open what was erased.
create table wrapping_key_to_destroy (
    alias        text        primary key,
    since        timestamptz not null,
    unused_since timestamptz
);

comment on column wrapping_key_to_destroy.unused_since is 'Since when only backups need it';

-- Finds the other records of such a key, which are wrapped anew.
create index record_version_wrapping_key on record_version (wrapping_key, record, version)
    where wrapped_key is not null;

-- Until now the agencies' own keys wrapped the records', and cannot be destroyed: all are wrapped anew.
insert into wrapping_key_to_destroy (alias, since)
select distinct wrapping_key, now() from record_version where wrapped_key is not null;
