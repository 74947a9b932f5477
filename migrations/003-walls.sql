-- The second wall: every cluster's table shows only the rows of the cluster the transaction has named, whoever owns the connection.
do $$
declare t text;
begin
  if not exists (select 1 from pg_roles where rolname = 'grappe_app') then
    begin
      create role grappe_app nologin;
    exception when duplicate_object or unique_violation then null;
    end;
  end if;
  execute format('grant grappe_app to %I', current_user);
  for t in select c.table_name from information_schema.columns c
           where c.table_schema = current_schema() and c.column_name = 'cluster_id'
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_cluster on %I using (cluster_id = nullif(current_setting(''app.cluster_id'', true), '''')::uuid)'
      ' with check (cluster_id = nullif(current_setting(''app.cluster_id'', true), '''')::uuid)', t);
    execute format('grant select, insert, update, delete on %I to grappe_app', t);
  end loop;
  -- What was done and what was read from files is only ever added to.
  revoke update, delete on journal, source, source_line from grappe_app;
  grant select, insert on cluster to grappe_app;
end $$;
