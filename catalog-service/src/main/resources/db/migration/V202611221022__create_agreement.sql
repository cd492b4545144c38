create table agreement (
    id            uuid        primary key,
    dataset       uuid        not null,
    provider      text        not null,
    consumer      text        not null check (consumer <> provider),
    purpose       text        not null,
    legal_basis   text        not null,
    fields        text[]      not null check (cardinality(fields) > 0),
    valid_until   timestamptz not null,
    terms         text        not null,
    terms_hash    bytea       not null check (octet_length(terms_hash) = 32),
    status        text        not null check (status in ('requested', 'active', 'refused', 'revoked')),
    reason        text,
    requested_by  text        not null,
    requested_at  timestamptz not null,
    request_entry bytea       not null,
    decided_by    text,
    decided_at    timestamptz,
    decision_entry bytea,
    ended_by      text,
    ended_at      timestamptz,
    end_entry     bytea,
    check ((status = 'requested') = (decision_entry is null)),
    check ((status = 'revoked') = (end_entry is not null))
);

create index agreement_reader on agreement (dataset, consumer, status);
create index agreement_provider on agreement (provider, id);
create index agreement_consumer on agreement (consumer, id);

-- Asking twice for the same is one request.
create unique index agreement_open_request on agreement (dataset, consumer, purpose) where status = 'requested';

-- The state machine once more, below the application: requested to active or refused, active to revoked; the terms
-- never change, a row is never deleted.
create function guard_agreement() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.status <> 'requested' then
            raise exception 'agreement % must begin as requested, not %', new.id, new.status
                using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if tg_op = 'DELETE' then
        raise exception 'agreement % cannot be deleted', old.id using errcode = 'check_violation';
    end if;
    if (old.status, new.status) not in (('requested', 'active'), ('requested', 'refused'), ('active', 'revoked')) then
        raise exception 'agreement % cannot go from % to %', old.id, old.status, new.status
            using errcode = 'check_violation';
    end if;
    if (new.id, new.dataset, new.provider, new.consumer, new.purpose, new.legal_basis, new.fields, new.valid_until,
        new.terms, new.terms_hash, new.requested_by, new.requested_at, new.request_entry)
       is distinct from
       (old.id, old.dataset, old.provider, old.consumer, old.purpose, old.legal_basis, old.fields, old.valid_until,
        old.terms, old.terms_hash, old.requested_by, old.requested_at, old.request_entry) then
        raise exception 'the terms of agreement % cannot change', old.id using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger agreement_guard before insert or update or delete on agreement
    for each row execute function guard_agreement();
