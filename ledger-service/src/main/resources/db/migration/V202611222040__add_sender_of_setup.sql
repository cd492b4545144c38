-- Whose transaction is kept: with another key it is of no use. What was kept without being asked is nobody's.
alter table chain_setup add column sender text not null default '';
alter table chain_setup alter column sender drop default;
