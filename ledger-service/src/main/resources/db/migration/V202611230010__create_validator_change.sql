-- Headers that prove changes of the validators: consecutive, the last one, of block_number, lists the new set.
create table validator_change (
    id           bigint generated always as identity primary key,
    block_number bigint not null unique,
    headers      text[] not null,
    found_at     timestamptz not null
);
