-- One row for each agreement that bounds its reads: the minute of the last one, and how many there were in it.
create table agreement_rate (
    agreement uuid        primary key references agreement,
    minute    timestamptz not null,
    reads     int         not null
);
