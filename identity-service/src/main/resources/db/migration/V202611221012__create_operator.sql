-- Members of the agencies' Keycloak organisations, copied from there; Keycloak holds the truth.
CREATE TABLE operator (
    id       text        PRIMARY KEY,
    agency   text        NOT NULL REFERENCES agency,
    username text        NOT NULL,
    enabled  boolean     NOT NULL,
    roles    text[]      NOT NULL,
    seen_at  timestamptz NOT NULL
);
CREATE INDEX operator_by_agency ON operator (agency, username);
