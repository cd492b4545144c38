-- Who wants a dataset's new versions sent to an address. Never deleted: an ended one says when it ended and why.
-- A worker that sends holds the lease until leased_until; failures since the last success put off all of a
-- subscription's deliveries until not_before.
create table subscription (
    id           uuid        primary key,
    dataset      uuid        not null,
    agency       text        not null,
    operator     text        not null,
    roles        text[]      not null,
    client       text,
    purpose      text,
    agreement    uuid,
    address      text        not null,
    created_at   timestamptz not null,
    ended_at     timestamptz,
    end_reason   text,
    failures     integer     not null default 0,
    not_before   timestamptz not null default now(),
    lease        uuid,
    leased_until timestamptz,
    check ((ended_at is null) = (end_reason is null)),
    check ((lease is null) = (leased_until is null))
);

create index subscription_of_dataset on subscription (dataset) where ended_at is null;
create index subscription_of_agency on subscription (agency, id);

-- A version that is to be sent and was not acknowledged yet; dead once it is not tried any more. Holds no content: that
-- is read, and the agreement asked, at each attempt.
create table delivery (
    subscription uuid        not null references subscription,
    record       uuid        not null,
    version      integer     not null,
    position     bigint      not null generated always as identity,
    published_at timestamptz not null default now(),
    attempts     integer     not null default 0,
    next_at      timestamptz not null default now(),
    failure      text,
    dead_at      timestamptz,
    primary key (subscription, record, version)
);

create index delivery_waiting on delivery (subscription, position) where dead_at is null;
create index delivery_dead on delivery (subscription, position) where dead_at is not null;

-- As before, and for whoever subscribed.
create or replace function follow_record_version() returns trigger language plpgsql as $$
begin
    insert into publication (dataset, record, version)
    select dataset, record, version from added order by record, version;
    insert into delivery (subscription, record, version)
    select s.id, a.record, a.version
    from added a join subscription s on s.dataset = a.dataset and s.ended_at is null
    order by a.record, a.version;
    return null;
end
$$;
