-- The planner's statistics are samples of what stands in the columns: a key in them would outlive its record.
alter table record_version
    alter column disclosures set statistics 0,
    alter column wrapped_key set statistics 0;
alter table ingest
    alter column prefix_mac set statistics 0,
    alter column wrapped_key set statistics 0;
