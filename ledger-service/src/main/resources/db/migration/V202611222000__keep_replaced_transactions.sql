-- What a transaction offers for gas, in wei; nothing on the consortium's chain.
alter table anchor add column gas_price bigint not null default 0 check (gas_price >= 0);

-- Transactions of an anchor that were replaced by one that offers more. Either may get into a block.
create table anchor_replaced (
    tx_hash     text primary key,
    anchor      bigint not null references anchor (id),
    gas_price   bigint not null,
    raw_tx      bytea  not null,
    replaced_at timestamptz not null
);
create index anchor_replaced_of on anchor_replaced (anchor);
