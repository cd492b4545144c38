-- The same transaction can be signed again for another anchor of the same size, nonce and price, and be replaced there.
alter table anchor_replaced drop constraint anchor_replaced_pkey;
alter table anchor_replaced add primary key (anchor, tx_hash);
drop index anchor_replaced_of;
