-- What a programme sets out to do, with its owner and its days: the plan that a board approves and a year is held against.
create table programme_action (
  cluster_id uuid not null, id uuid not null,
  programme_id uuid not null, code text not null, title text not null, owner text,
  starts date not null, due date not null check (due >= starts), done_on date, note text,
  primary key (cluster_id, id), unique (cluster_id, programme_id, code)
);

alter table programme_action add foreign key (cluster_id, programme_id) references programme (cluster_id, id);

alter table programme_action enable row level security;
alter table programme_action force row level security;
create policy own_cluster on programme_action using (cluster_id = nullif(current_setting('app.cluster_id', true), '')::uuid)
  with check (cluster_id = nullif(current_setting('app.cluster_id', true), '')::uuid);
grant select, insert, update, delete on programme_action to grappe_app;
