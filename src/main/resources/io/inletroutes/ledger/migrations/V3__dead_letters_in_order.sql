-- A page of dead letters is read in the order of an index: to sort a million for a page of a hundred takes a minute.
create index dead_letter_in_order on dead_letter (state, first_at, id);
create index dead_letter_of_route_in_order on dead_letter (state, route, first_at, id);
drop index dead_letter_by_state;
