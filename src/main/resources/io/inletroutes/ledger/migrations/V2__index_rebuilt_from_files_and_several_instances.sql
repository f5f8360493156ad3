alter table dead_letter add column origin_key varchar(300);
alter table dead_letter add column id_hash bigint;
alter table dead_letter add column replays int not null default 0;
alter table dead_letter add column kept_by varchar(40) not null default '';
create index dead_letter_by_key on dead_letter (origin_key);
create index dead_letter_by_hash on dead_letter (id_hash);
create index dead_letter_by_time on dead_letter (first_at, id);
create index file_run_by_name on file_run (name, id);

-- How far each file of dead letters is in the index.
create table dead_letter_file (
  kept_by varchar(40) not null,
  name varchar(1000) not null,
  indexed_to bigint not null,
  primary key (kept_by, name)
);

-- What several instances on one database share: which of them reads a file, what of it is settled, and what was accepted.
create table file_claim (
  route varchar(200) not null,
  fingerprint varchar(64) not null,
  held_by varchar(40) not null,
  held_until timestamp with time zone not null,
  primary key (route, fingerprint)
);

create table settled_rows (
  file_run bigint not null,
  first_row bigint not null,
  last_row bigint not null,
  accepted bigint not null,
  dead bigint not null,
  skipped bigint not null
);
create index settled_rows_by_run on settled_rows (file_run);

create table accepted_id (
  id bigint not null,
  content bigint not null,
  file_run bigint not null,
  row_no bigint not null,
  batch varchar(200),
  xaction varchar(200),
  accepted_at timestamp with time zone not null
);
create index accepted_id_by_id on accepted_id (id, accepted_at);
create index accepted_id_by_place on accepted_id (file_run, row_no);
create index accepted_id_by_time on accepted_id (accepted_at);
