-- How far each consumer has read, committed together with the effect of what it read.
CREATE TABLE inbox_offset (
    consumer    text   NOT NULL,
    topic       text   NOT NULL,
    partition   int    NOT NULL,
    next_offset bigint NOT NULL,
    PRIMARY KEY (consumer, topic, partition)
) WITH (fillfactor = 50);

-- Events that could never be handled, whole, with the reason: they block nobody and are not lost.
CREATE TABLE inbox_rejected (
    consumer    text        NOT NULL,
    topic       text        NOT NULL,
    partition   int         NOT NULL,
    "offset"    bigint      NOT NULL,
    key         text,
    headers     jsonb       NOT NULL,
    payload     bytea,
    reason      text        NOT NULL,
    rejected_at timestamptz NOT NULL,
    PRIMARY KEY (consumer, topic, partition, "offset")
);
