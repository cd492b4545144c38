-- Every key ever registered. Rows stay for ever, so that old seals keep verifying.
CREATE TABLE agency_key (
    kid           text        PRIMARY KEY CHECK (kid ~ '^[A-Za-z0-9_-]{43}$'),
    agency        text        NOT NULL REFERENCES agency,
    algorithm     text        NOT NULL CHECK (algorithm IN ('ES256', 'EdDSA')),
    jwk           jsonb       NOT NULL,
    valid_from    timestamptz NOT NULL,
    valid_until   timestamptz CHECK (valid_until >= valid_from),
    registered_by text        NOT NULL,
    revoked_by    text,
    revoked_why   text,
    CHECK ((valid_until IS NULL) = (revoked_by IS NULL)),
    CHECK ((valid_until IS NULL) = (revoked_why IS NULL))
);
CREATE INDEX agency_key_by_agency ON agency_key (agency, valid_from);

-- Texts to be signed by who claims to hold a key. A row goes when it is tried, whatever comes of it.
CREATE TABLE key_challenge (
    challenge  text        PRIMARY KEY,
    agency     text        NOT NULL REFERENCES agency,
    operator   text        NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX key_challenge_by_agency ON key_challenge (agency, expires_at);
