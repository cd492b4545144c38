-- Events on their way to Kafka. Rows live for milliseconds, so vacuum looks by rows, not by share of the table.
CREATE TABLE outbox (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id       uuid        NOT NULL,
    topic    text        NOT NULL,
    key      text        NOT NULL,
    type     text        NOT NULL,
    payload  bytea       NOT NULL,
    added_at timestamptz NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
        toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 5000);

-- Payloads are hashes and ids for the most part: trying to compress them only costs time.
ALTER TABLE outbox ALTER COLUMN payload SET STORAGE EXTERNAL;
