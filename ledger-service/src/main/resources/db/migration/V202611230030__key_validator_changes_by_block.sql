-- The block tells changes apart. A number from a sequence may be taken after a failover, and says nothing of a row that
-- was written over.
alter table validator_change
    drop constraint validator_change_pkey,
    drop constraint validator_change_block_number_key,
    drop column id,
    add primary key (block_number);
