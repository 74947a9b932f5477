-- The board: what its statutes ask on a day, how each voted, and what a resolution left to do.
create table statute (
  cluster_id uuid not null, id uuid not null,
  organ text not null, since date not null, until date check (until >= since),
  quorum text not null, second_quorum text, proxies_max int not null check (proxies_max >= 0), notice_days int not null check (notice_days >= 0),
  majority text not null check (majority in ('simple', '2/3')), special_majority text not null check (special_majority in ('simple', '2/3')),
  primary key (cluster_id, id)
);

create table convocation (
  cluster_id uuid not null, id uuid not null,
  meeting_id uuid not null, agenda text not null, sent_on date not null, is_second boolean not null,
  primary key (cluster_id, id)
);

create table ballot (
  cluster_id uuid not null, resolution_id uuid not null, person_id uuid not null,
  choice text not null check (choice in ('pour', 'contre', 'abstention', 'récusé')), proxy_id uuid,
  primary key (cluster_id, resolution_id, person_id)
);

alter table convocation add foreign key (cluster_id, meeting_id) references meeting (cluster_id, id);
alter table ballot add foreign key (cluster_id, resolution_id) references resolution (cluster_id, id);
alter table ballot add foreign key (cluster_id, person_id) references person (cluster_id, id);
alter table ballot add foreign key (cluster_id, proxy_id) references person (cluster_id, id);

create index convocation_meeting on convocation (cluster_id, meeting_id);
-- Two statutes of one organ at once would make a vote depend on chance.
alter table statute add constraint statute_no_overlap
  exclude using gist (cluster_id with =, organ with =, daterange(since, until, '[]') with &&);

do $$
declare t text;
begin
  foreach t in array array['statute', 'convocation', 'ballot']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_cluster on %I using (cluster_id = nullif(current_setting(''app.cluster_id'', true), '''')::uuid)'
      ' with check (cluster_id = nullif(current_setting(''app.cluster_id'', true), '''')::uuid)', t);
    execute format('grant select, insert, update, delete on %I to grappe_app', t);
  end loop;
end $$;
