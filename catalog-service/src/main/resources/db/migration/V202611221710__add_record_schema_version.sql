-- Layers must not widen for what is published already, so a record says under which schema it was checked. Rows from before
-- this column were checked under the schema that was in force when they were sealed.
alter table record_version add column schema_version integer check (schema_version > 0);
update record_version
set schema_version = coalesce(
        (select max(version)
         from dataset_schema
         where dataset_schema.dataset = record_version.dataset and created_at <= sealed_at),
        1);
alter table record_version alter column schema_version set not null;
