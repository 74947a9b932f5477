-- What the office writes itself of an article or news of its own, in each language, and when it was published.
create table article_text (
  cluster_id uuid not null, article_id uuid not null, lang text not null check (lang in ('fr', 'ar', 'en')),
  title text not null, lead text, body text not null,
  written_by text not null, written_at timestamptz not null, published_on date,
  primary key (cluster_id, article_id, lang)
);

alter table article_text add foreign key (cluster_id, article_id) references article (cluster_id, id);

alter table article_text enable row level security;
alter table article_text force row level security;
create policy own_cluster on article_text using (cluster_id = nullif(current_setting('app.cluster_id', true), '')::uuid)
  with check (cluster_id = nullif(current_setting('app.cluster_id', true), '')::uuid);
grant select, insert, update, delete on article_text to grappe_app;
