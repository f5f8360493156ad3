-- What a reason begins with: few differ among many dead letters, so that a search for a piece of a reason looks at those few and reads an index for each.
alter table dead_letter add column reason_class varchar(200) not null default '';
update dead_letter set reason_class = substring(reason from 1 for 200);
create index dead_letter_by_reason on dead_letter (state, route, reason_class, first_at, id);
create index dead_letter_of_source_in_order on dead_letter (state, source, first_at, id);
