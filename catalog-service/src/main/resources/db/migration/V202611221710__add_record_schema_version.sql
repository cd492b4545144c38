-- Layers must not widen for what is published already, so a record says under which schema it was checked. Rows from before
-- this column count as published under the first.
alter table record_version add column schema_version integer not null default 1 check (schema_version > 0);
alter table record_version alter column schema_version drop default;
