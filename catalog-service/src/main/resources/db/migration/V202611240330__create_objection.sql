-- What readers say is wrong with records, and what the records' agencies answer.
create table objection (
    id            uuid        primary key,
    record        uuid        not null,
    version       int         not null,
    dataset       uuid        not null,
    provider      text        not null,
    agency        text        not null check (agency <> provider),
    operator      text        not null,
    field         text,
    reason        text        not null,
    raised_at     timestamptz not null,
    reply_due     timestamptz not null,
    status        text        not null check (status in ('open', 'upheld', 'rejected', 'withdrawn')),
    closed_by     text,
    closed_at     timestamptz,
    answer        text,
    correction    bytea check (octet_length(correction) = 32),
    check ((status = 'open') = (closed_at is null)),
    check ((status = 'open') = (closed_by is null)),
    check ((status in ('upheld', 'rejected')) = (answer is not null)),
    check ((status = 'upheld') = (correction is not null))
);

create index objection_provider on objection (provider, id);
create index objection_agency on objection (agency, id);
create index objection_record on objection (record);

-- The same agency objects to the same thing once at a time.
create unique index objection_open on objection (record, agency, coalesce(field, '')) where status = 'open';

create function guard_objection() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.status <> 'open' then
            raise exception 'objection % begins open', new.id using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if old.status <> 'open' or new.status = 'open' then
        raise exception 'objection % cannot go from % to %', old.id, old.status, new.status
            using errcode = 'check_violation';
    end if;
    if (new.id, new.record, new.version, new.dataset, new.provider, new.agency, new.operator, new.field, new.reason,
        new.raised_at, new.reply_due)
       is distinct from
       (old.id, old.record, old.version, old.dataset, old.provider, old.agency, old.operator, old.field, old.reason,
        old.raised_at, old.reply_due) then
        raise exception 'what objection % says cannot change', old.id using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger objection_guard before insert or update on objection
    for each row execute function guard_objection();
create trigger objection_kept before delete or truncate on objection
    for each statement execute function keep_row();
