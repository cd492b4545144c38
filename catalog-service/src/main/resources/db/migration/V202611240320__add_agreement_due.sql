-- Until when the party whose turn it is has to reply, or the provider of an active agreement to deliver.
alter table agreement add column due timestamptz;

create index agreement_due on agreement (due) where due is not null;
