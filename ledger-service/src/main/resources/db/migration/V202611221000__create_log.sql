-- One row: the log as far as it is committed. Whoever appends holds this row's lock, so there is one sequencer at a
-- time however many processes run.
create table log_head (
    single      boolean primary key default true check (single),
    size      bigint  not null check (size >= 0),
    root      bytea   not null check (octet_length(root) = 32),
    -- roots of the complete subtrees, widest first: all that appending needs, however large the log is
    frontier  bytea   not null check (octet_length(frontier) % 32 = 0)
);

-- SHA-256 of nothing: the root of the empty tree (RFC 9162 section 2.1.1)
insert into log_head (size, root, frontier)
values (0, '\xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '');

create table log_leaf (
    leaf_index  bigint primary key check (leaf_index >= 0),
    entry       bytea not null check (octet_length(entry) = 32),
    appended_at timestamptz not null,
    constraint log_leaf_entry_once unique (entry)
);

-- C2SP tlog-tiles, height 8. A tile only ever grows at its end, so a partial tile is a prefix of its row.
create table log_tile (
    level      smallint not null check (level between 0 and 7),
    tile_index bigint   not null check (tile_index >= 0),
    hashes     bytea    not null check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0),
    primary key (level, tile_index)
);

-- hashes do not compress; do not try
alter table log_tile alter column hashes set storage external;

create table checkpoint (
    size      bigint primary key check (size >= 0),
    root      bytea not null check (octet_length(root) = 32),
    note      text  not null,
    signed_at timestamptz not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'a % is never changed', tg_table_name;
end $$;

create trigger checkpoint_is_final before update or delete on checkpoint
    for each row execute function refuse_change();
