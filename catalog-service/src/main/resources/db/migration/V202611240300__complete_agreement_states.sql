-- All states of the contract AgreementRegistry. Whoever moves an agreement stands in the row, the allowed moves in a
-- table, and each move in the history, which this database writes itself.
drop trigger agreement_guard on agreement;
drop function guard_agreement();

alter table agreement
    add column suspended_by   text,
    add column moved_by       text,
    add column moved_operator text,
    add column moved_at       timestamptz,
    add column moved_entry    bytea,
    add column steps          int;

create table agreement_step (
    agreement  uuid        not null references agreement,
    number     int         not null,
    status     text        not null,
    agency     text        not null,
    operator   text        not null,
    at         timestamptz not null,
    entry      bytea       not null unique check (octet_length(entry) = 32),
    reason     text,
    terms      text        not null,
    terms_hash bytea       not null check (octet_length(terms_hash) = 32),
    primary key (agreement, number)
);

-- Until now either party revoked; the statement tells who it was.
update agreement
set moved_by       = case status
                         when 'requested' then consumer
                         when 'revoked' then coalesce((select s.agency from statement s where s.entry = end_entry), provider)
                         else provider
                     end,
    moved_operator = coalesce(ended_by, decided_by, requested_by),
    moved_at       = coalesce(ended_at, decided_at, requested_at),
    moved_entry    = coalesce(end_entry, decision_entry, request_entry),
    steps          = 1 + (decision_entry is not null)::int + (end_entry is not null)::int;

insert into agreement_step (agreement, number, status, agency, operator, at, entry, terms, terms_hash)
select id, 1, 'requested', consumer, requested_by, requested_at, request_entry, terms, terms_hash
from agreement;

insert into agreement_step (agreement, number, status, agency, operator, at, entry, reason, terms, terms_hash)
select id, 2, case status when 'refused' then 'refused' else 'active' end, provider, decided_by, decided_at,
       decision_entry, case status when 'refused' then reason end, terms, terms_hash
from agreement
where decision_entry is not null;

insert into agreement_step (agreement, number, status, agency, operator, at, entry, reason, terms, terms_hash)
select id, 3, case moved_by when consumer then 'terminated' else status end, moved_by, ended_by, ended_at, end_entry,
       reason, terms, terms_hash
from agreement
where end_entry is not null;

alter table agreement
    drop constraint agreement_status_check,
    drop column decided_by,
    drop column decided_at,
    drop column decision_entry,
    drop column ended_by,
    drop column ended_at,
    drop column end_entry,
    alter column moved_by set not null,
    alter column moved_operator set not null,
    alter column moved_at set not null,
    alter column moved_entry set not null,
    alter column steps set not null,
    add check (status in ('requested', 'offered', 'countered', 'active', 'suspended', 'refused', 'withdrawn',
                          'revoked', 'terminated', 'expired')),
    add check ((status = 'suspended') = (suspended_by is not null));

update agreement set status = 'terminated' where status = 'revoked' and moved_by = consumer;

-- Asking twice for the same is one negotiation.
drop index agreement_open_request;
create unique index agreement_open_request on agreement (dataset, consumer, purpose)
    where status in ('requested', 'offered', 'countered');

create index agreement_end on agreement (valid_until, id) where status in ('active', 'suspended');

create table agreement_transition (
    from_status text not null,
    to_status   text not null,
    party       text not null check (party in ('provider', 'consumer')),
    primary key (from_status, to_status, party)
);

-- The function mayMove of the contract; two rules more are in the guard: who suspended resumes, and nothing expires
-- before its end.
insert into agreement_transition (from_status, to_status, party)
values ('none', 'requested', 'consumer'),
       ('requested', 'offered', 'provider'),
       ('requested', 'active', 'provider'),
       ('requested', 'refused', 'provider'),
       ('requested', 'withdrawn', 'consumer'),
       ('offered', 'countered', 'consumer'),
       ('offered', 'active', 'consumer'),
       ('offered', 'refused', 'provider'),
       ('offered', 'withdrawn', 'consumer'),
       ('countered', 'offered', 'provider'),
       ('countered', 'active', 'provider'),
       ('countered', 'refused', 'provider'),
       ('countered', 'withdrawn', 'consumer'),
       ('active', 'suspended', 'provider'),
       ('active', 'suspended', 'consumer'),
       ('active', 'revoked', 'provider'),
       ('active', 'terminated', 'consumer'),
       ('active', 'expired', 'provider'),
       ('active', 'expired', 'consumer'),
       ('suspended', 'active', 'provider'),
       ('suspended', 'active', 'consumer'),
       ('suspended', 'revoked', 'provider'),
       ('suspended', 'terminated', 'consumer'),
       ('suspended', 'expired', 'provider'),
       ('suspended', 'expired', 'consumer');

-- The state machine once more, below the application. Every update is a move; only an offer, whichever side makes it,
-- changes the terms; the purpose is the one that was asked for.
create function guard_agreement() returns trigger language plpgsql as $$
declare
    before text := case tg_op when 'INSERT' then 'none' else old.status end;
    mover  text := case new.moved_by when new.provider then 'provider' when new.consumer then 'consumer' end;
begin
    if not exists (select from agreement_transition t
                   where t.from_status = before and t.to_status = new.status and t.party = mover) then
        raise exception 'agreement % cannot go from % to % by %', new.id, before, new.status, new.moved_by
            using errcode = 'check_violation';
    end if;
    new.suspended_by := case new.status when 'suspended' then new.moved_by end;
    new.steps := 1;
    if tg_op = 'INSERT' then
        return new;
    end if;
    new.steps := old.steps + 1;
    if old.status = 'suspended' and new.status = 'active' and new.moved_by <> old.suspended_by then
        raise exception 'agreement % is resumed by who suspended it, not by %', old.id, new.moved_by
            using errcode = 'check_violation';
    end if;
    if new.status = 'expired' and old.valid_until > clock_timestamp() then
        raise exception 'agreement % ends at %', old.id, old.valid_until using errcode = 'check_violation';
    end if;
    if new.status = 'active' and old.valid_until <= clock_timestamp() then
        raise exception 'agreement % ended at %', old.id, old.valid_until using errcode = 'check_violation';
    end if;
    if (new.id, new.dataset, new.provider, new.consumer, new.purpose, new.requested_by, new.requested_at,
        new.request_entry)
       is distinct from
       (old.id, old.dataset, old.provider, old.consumer, old.purpose, old.requested_by, old.requested_at,
        old.request_entry) then
        raise exception 'parties, dataset and purpose of agreement % cannot change', old.id
            using errcode = 'check_violation';
    end if;
    if new.status not in ('offered', 'countered')
       and (new.legal_basis, new.fields, new.valid_until, new.terms, new.terms_hash)
           is distinct from (old.legal_basis, old.fields, old.valid_until, old.terms, old.terms_hash) then
        raise exception 'the terms of agreement % change by an offer only', old.id using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger agreement_guard before insert or update on agreement
    for each row execute function guard_agreement();

-- An entry stands for one step only, so a move without a statement of its own fails here.
create function record_agreement_step() returns trigger language plpgsql as $$
begin
    insert into agreement_step (agreement, number, status, agency, operator, at, entry, reason, terms, terms_hash)
    values (new.id, new.steps, new.status, new.moved_by, new.moved_operator, new.moved_at, new.moved_entry, new.reason,
            new.terms, new.terms_hash);
    return null;
end
$$;

create trigger agreement_recorded after insert or update on agreement
    for each row execute function record_agreement_step();

create function keep_row() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are kept as they are', tg_table_name using errcode = 'check_violation';
end
$$;

create trigger agreement_kept before delete or truncate on agreement
    for each statement execute function keep_row();
create trigger agreement_step_kept before update or delete or truncate on agreement_step
    for each statement execute function keep_row();
create trigger agreement_step_recorded before insert on agreement_step
    for each row when (pg_trigger_depth() = 0) execute function keep_row();
create trigger agreement_transition_kept before insert or update or delete or truncate on agreement_transition
    for each statement execute function keep_row();
