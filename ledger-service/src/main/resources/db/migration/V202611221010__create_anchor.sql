-- Which contract holds this log. Written once: the receipts that were given out name it.
create table chain_registry (
    single      boolean primary key default true check (single),
    chain_id  bigint not null,
    contract  text   not null,
    log_id    text   not null,
    sender    text   not null,
    opened_at timestamptz not null
);

create table anchor (
    id           bigint generated always as identity primary key,
    size         bigint not null references checkpoint (size) check (size > 0),
    state        text   not null check (state in ('pending', 'submitted', 'confirmed', 'abandoned')),
    -- stored before anybody is told: what is sent again after a crash is the same transaction
    nonce        bigint,
    tx_hash      text,
    raw_tx       bytea,
    consistency  bytea  not null,
    prepared_at  timestamptz not null,
    submitted_at timestamptz,
    confirmed_at timestamptz,
    abandoned_at timestamptz,
    reason       text,
    block_number bigint,
    block_hash   text,
    block_time   timestamptz,
    block_header text,
    account_proof text[],
    storage_proof text[],
    constraint anchor_submitted_was_sent check (state <> 'submitted' or submitted_at is not null),
    constraint anchor_confirmed_is_proven check (state <> 'confirmed' or (confirmed_at is not null
        and block_number is not null and block_hash is not null and block_time is not null
        and block_header is not null and account_proof is not null and storage_proof is not null)),
    constraint anchor_abandoned_has_reason check (state <> 'abandoned' or reason is not null),
    constraint anchor_on_its_way_is_signed check (state not in ('pending', 'submitted')
        or (nonce is not null and tx_hash is not null and raw_tx is not null))
);

-- one transaction on its way at a time, and a size is anchored once
create unique index anchor_one_open on anchor ((true)) where state in ('pending', 'submitted');
create unique index anchor_size_confirmed on anchor (size) where state = 'confirmed';
create unique index anchor_transaction on anchor (tx_hash) where tx_hash is not null;

-- Up to which leaf receipts were announced. Moves in the transaction that writes the announcement to the outbox.
create table receipt_head (
    single boolean primary key default true check (single),
    size bigint not null check (size >= 0)
);
insert into receipt_head (size) values (0);
