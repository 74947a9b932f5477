-- What the office writes of a year, and what the board approved of it: text, values and evidence as they stood, under the journal's head.
create table bilan_text (
  cluster_id uuid not null, year int not null, section text not null, lang text not null check (lang in ('fr', 'ar', 'en')),
  body text not null, written_by text not null, written_at timestamptz not null,
  primary key (cluster_id, year, section, lang)
);

create table bilan_approved (
  cluster_id uuid not null, id uuid not null,
  year int not null, as_of date not null, resolution_id uuid not null,
  approved_by text not null, approved_at timestamptz not null,
  head text not null, head_seq bigint not null, sha256 text not null, body jsonb not null,
  primary key (cluster_id, id)
);

alter table bilan_approved add foreign key (cluster_id, resolution_id) references resolution (cluster_id, id);
create index bilan_approved_year on bilan_approved (cluster_id, year, approved_at);

do $$
declare t text;
begin
  foreach t in array array['bilan_text', 'bilan_approved']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_cluster on %I using (cluster_id = nullif(current_setting(''app.cluster_id'', true), '''')::uuid)'
      ' with check (cluster_id = nullif(current_setting(''app.cluster_id'', true), '''')::uuid)', t);
    execute format('grant select, insert, update, delete on %I to grappe_app', t);
  end loop;
  -- What the board approved is never rewritten: a later approval is a later row.
  revoke update, delete on bilan_approved from grappe_app;
end $$;
