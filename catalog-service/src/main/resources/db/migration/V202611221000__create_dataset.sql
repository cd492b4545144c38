CREATE TABLE dataset (
    id              uuid PRIMARY KEY,
    agency          text NOT NULL,
    publisher       text,
    identifier      text,
    source          bytea CHECK (octet_length(source) = 32),
    title           text NOT NULL,
    description     text NOT NULL,
    sharing         text NOT NULL CHECK (sharing IN ('open', 'conditional', 'restricted')),
    audience        text[] NOT NULL DEFAULT '{}',
    keywords        text[] NOT NULL DEFAULT '{}',
    metadata        json NOT NULL,
    schema_version  integer NOT NULL CHECK (schema_version > 0),
    revision        bigint NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    search          tsvector NOT NULL
);

COMMENT ON COLUMN dataset.identifier IS 'The publisher''s own name for it; null when it was not imported';
COMMENT ON COLUMN dataset.source IS 'SHA-256 of publisher, U+0000, identifier: both are longer than an index takes';
COMMENT ON COLUMN dataset.revision IS 'Rises with every change; the ETag';
COMMENT ON COLUMN dataset.audience IS 'Other agencies that may see it although it is restricted';

-- The key of a repeated import.
CREATE UNIQUE INDEX dataset_source ON dataset (agency, source);
CREATE INDEX dataset_search ON dataset USING gin (search);
CREATE INDEX dataset_agency ON dataset (agency, id DESC);

-- Each version for ever: a record says under which version it was checked.
CREATE TABLE dataset_schema (
    dataset    uuid NOT NULL REFERENCES dataset (id),
    version    integer NOT NULL,
    schema     json NOT NULL,
    operator   text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (dataset, version)
);
