-- What witnesses have signed below a checkpoint (C2SP tlog-cosignature). Only what was verified is stored.
create table cosignature (
    size        bigint not null references checkpoint (size),
    -- verifier key: name, id and public key
    witness     text   not null,
    cosigned_at timestamptz not null,
    -- as it is appended to the checkpoint's note, newline included
    line        text   not null,
    primary key (size, witness)
);

create index cosignature_newest on cosignature (witness, size);

create trigger cosignature_is_final before update or delete on cosignature
    for each row execute function refuse_change();

-- The newest checkpoint about which all witnesses in reach were asked; empty while there never were witnesses.
create table published_checkpoint (
    single boolean primary key default true check (single),
    size   bigint not null references checkpoint (size)
);
