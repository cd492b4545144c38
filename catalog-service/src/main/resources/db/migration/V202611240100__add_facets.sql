-- What datasets are chosen by beside agency and sharing class: publisher 'p:', theme 't:', format 'f:' and language 'l:' with a
-- value each. Made by the service with the words; rows of an earlier edition wait for it.
alter table dataset add column facets text[] not null default '{}';
create index dataset_facets on dataset using gin (facets) with (fastupdate = off);

-- Whoever searches would read through a list of what was added last, up to 4 MB of it.
alter index dataset_search set (fastupdate = off);
select gin_clean_pending_list('dataset_search');
