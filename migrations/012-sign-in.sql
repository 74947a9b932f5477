-- How somebody came in: who came by a link from their mail may choose a password without knowing the old one.
alter table session add column way text not null default 'password' check (way in ('password', 'link'));

-- Tries at the door, kept here so that a restart forgives nothing and two servers count together. `who` is a digest.
create table sign_in_try (
  id uuid primary key,
  who text not null,
  tried_at timestamptz not null
);
create index sign_in_try_who on sign_in_try (who, tried_at);
create index sign_in_try_tried_at on sign_in_try (tried_at);
grant select, insert, delete on sign_in_try to grappe_app;

-- A key is good for what it was made for: a link lets in, a ticket only asks the code of whoever showed a password or a link before.
alter table sign_in_key drop constraint sign_in_key_purpose_check;
delete from sign_in_key where purpose = 'password';
alter table sign_in_key add check (purpose in ('sign-in', 'code-password', 'code-link'));
