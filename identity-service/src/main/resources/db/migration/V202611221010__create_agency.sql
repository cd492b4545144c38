CREATE TABLE agency (
    code   text        PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9-]{0,30}[a-z0-9]$'),
    name   text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    level  text        NOT NULL CHECK (level IN ('national', 'provincial', 'municipal')),
    region text        NOT NULL CHECK (length(region) BETWEEN 1 AND 100),
    domain text        NOT NULL CHECK (length(domain) BETWEEN 1 AND 100),
    status text        NOT NULL CHECK (status IN ('pending', 'active', 'suspended', 'left')),
    since  timestamptz NOT NULL
);

-- Who changed an agency's status, when and why. Written in the transaction of the change, never altered.
CREATE TABLE agency_status_change (
    position bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency   text        NOT NULL REFERENCES agency,
    status   text        NOT NULL,
    operator text        NOT NULL,
    reason   text        NOT NULL,
    changed  timestamptz NOT NULL
);
CREATE INDEX agency_status_change_by_agency ON agency_status_change (agency, position);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;

CREATE TRIGGER agency_status_change_append_only BEFORE UPDATE OR DELETE ON agency_status_change
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
