-- Datasets whose records are erased by themselves, so many days after their latest version.
create table retention (
    dataset  uuid        primary key references dataset (id),
    days     integer     not null check (days between 1 and 36500),
    operator text        not null,
    set_at   timestamptz not null
);

-- The oldest records that are still there. Of an erased one there is no entry, so that looking for the next to be erased
-- does not take longer with each that was.
create index record_version_age on record_version (dataset, sealed_at) where latest and erased_by is null;
