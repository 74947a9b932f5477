-- The journal's last entry of a day, signed: what an outsider is given to hold, against a journal cut short or written anew.
create table journal_head (
  cluster_id uuid not null, seq bigint not null,
  hash text not null, signed_at timestamptz not null, signature text not null, public_key text not null,
  primary key (cluster_id, seq)
);
alter table journal_head enable row level security;
alter table journal_head force row level security;
create policy own_cluster on journal_head
  using (cluster_id = nullif(current_setting('app.cluster_id', true), '')::uuid)
  with check (cluster_id = nullif(current_setting('app.cluster_id', true), '')::uuid);
grant select, insert on journal_head to grappe_app;
