-- What the platform sealed about its members. Written in the transaction of the change that it states, never altered.
CREATE TABLE statement (
    entry     bytea       PRIMARY KEY CHECK (octet_length(entry) = 32),
    id        uuid        NOT NULL UNIQUE,
    type      text        NOT NULL,
    agency    text        NOT NULL REFERENCES agency,
    operator  text        NOT NULL,
    sealed    text        NOT NULL,
    sealed_at timestamptz NOT NULL
);
CREATE TRIGGER statement_append_only BEFORE UPDATE OR DELETE ON statement
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The public half of every key that the platform sealed with. Rows stay for ever, so that old seals keep verifying.
CREATE TABLE platform_key (
    kid        text        PRIMARY KEY CHECK (kid ~ '^[A-Za-z0-9_-]{43}$'),
    jwk        jsonb       NOT NULL,
    valid_from timestamptz NOT NULL
);
