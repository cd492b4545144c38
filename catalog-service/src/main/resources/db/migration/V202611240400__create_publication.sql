-- The order in which versions of records became visible, for those who follow a dataset; written in the transaction that
-- stores the version, whoever stores it.
--
-- A sequence alone would not do: numbers are taken before they are committed, so a reader that has seen number 7 could
-- later find a number 6. Rows are therefore ordered by transaction first, and read only below the oldest transaction that
-- still runs (pg_snapshot_xmin): nothing can appear there any more. A database that is restored from a dump counts its
-- transactions anew: truncate this table then; followers begin again.
create table publication (
    xid      xid8    not null default pg_current_xact_id(),
    position bigint  not null generated always as identity,
    dataset  uuid    not null,
    record   uuid    not null,
    version  integer not null,
    primary key (dataset, xid, position)
);

create function follow_record_version() returns trigger language plpgsql as $$
begin
    insert into publication (dataset, record, version)
    select dataset, record, version from added order by record, version;
    return null;
end
$$;

create trigger record_version_publication after insert on record_version
    referencing new table as added
    for each statement execute function follow_record_version();
