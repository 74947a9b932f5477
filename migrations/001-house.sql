-- The house: clusters, what was imported from where, and the journal. Four-step order inside each file: tables, (Citus) distribute, keys, indexes.
create table cluster (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  created_at timestamptz not null
);

create table setting (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid, source_row int,
  field text not null, value text not null,
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table source (
  cluster_id uuid not null, id uuid not null,
  file text not null, sheet text not null, columns text[] not null, sha256 text not null, imported_at timestamptz not null,
  primary key (cluster_id, id)
);

create table source_line (
  cluster_id uuid not null, source_id uuid not null, line int not null, cells text[] not null,
  primary key (cluster_id, source_id, line)
);

create table journal (
  cluster_id uuid not null, seq bigint not null,
  deed text not null, actor text not null, happened_at timestamptz not null,
  record_kind text, record_id uuid, body jsonb not null,
  previous text not null, hash text not null,
  primary key (cluster_id, seq)
);

alter table setting add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table source_line add foreign key (cluster_id, source_id) references source (cluster_id, id);

create index journal_record on journal (cluster_id, record_kind, record_id);
