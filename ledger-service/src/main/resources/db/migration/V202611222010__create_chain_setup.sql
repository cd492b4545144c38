-- The transactions that deploy the registry and open the log, stored before they are sent.
create table chain_setup (
    step    text primary key check (step in ('DEPLOY', 'OPEN')),
    nonce   bigint not null,
    tx_hash text   not null,
    raw_tx  bytea  not null,
    kept_at timestamptz not null
);
