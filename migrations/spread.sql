-- Where the extension Citus is, every cluster's table is spread over the machines by its cluster; elsewhere nothing happens. Run at
-- every start, after the migrations, so that an extension added later is found too; and at the line `-- spread` of a migration.
-- Foreign keys are set aside and added again: a table with keys to both kinds of tables is refused as a whole (scale rule 4).
do $$
declare
  t text;
  k record;
  keys text[] := '{}';
begin
  if not exists (select from pg_extension where extname = 'citus') then return; end if;
  if not exists (
    select from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'cluster_id'
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
      and not exists (select from pg_dist_partition p where p.logicalrelid = c.oid)
  ) then return; end if;
  for k in select conrelid::regclass::text as of_table, conname, pg_get_constraintdef(oid) as definition from pg_constraint
           where contype = 'f' and connamespace = current_schema()::regnamespace order by oid
  loop
    keys := keys || format('alter table %s add constraint %I %s', k.of_table, k.conname, k.definition);
    execute format('alter table %s drop constraint %I', k.of_table, k.conname);
  end loop;
  if not exists (select from pg_dist_partition where logicalrelid = 'cluster'::regclass) then
    perform create_reference_table('cluster');
  end if;
  for t in select c.oid::regclass::text from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'cluster_id'
           where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
             and not exists (select from pg_dist_partition p where p.logicalrelid = c.oid) order by c.oid
  loop
    perform create_distributed_table(t::regclass, 'cluster_id');
  end loop;
  foreach t in array keys loop execute t; end loop;
end $$;
