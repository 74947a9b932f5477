-- The office: who signs in, what each may do and until when, what was asked under which key, and what waits to be sent.
create table login (
  id uuid primary key,
  email text not null,
  email_key text not null unique,
  name text not null,
  lang text not null,
  password text,
  totp text,
  -- The last step a code was taken for: a code is good once.
  totp_step bigint,
  created_at timestamptz not null
);

create table session (
  hash text primary key,
  login_id uuid not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  agent text not null
);

-- What is sent by mail to let somebody in: good once, and for a while.
create table sign_in_key (
  hash text primary key,
  login_id uuid not null,
  purpose text not null check (purpose in ('sign-in', 'password')),
  created_at timestamptz not null,
  ends_at timestamptz not null,
  used_at timestamptz
);

create table held_role (
  cluster_id uuid not null, id uuid not null,
  login_id uuid not null,
  role text not null,
  organisation_id uuid,
  programme_id uuid,
  since date not null,
  until date check (until >= since),
  given_by text not null,
  given_at timestamptz not null,
  primary key (cluster_id, id)
);

create table answered (
  cluster_id uuid not null, key text not null check (length(key) between 1 and 200),
  digest text not null, answer jsonb not null, happened_at timestamptz not null,
  primary key (cluster_id, key)
);

create table outbox (
  cluster_id uuid not null, id uuid not null,
  kind text not null, body jsonb not null,
  created_at timestamptz not null, due_at timestamptz not null,
  tries int not null default 0, problem text, done_at timestamptz, given_up_at timestamptz,
  primary key (cluster_id, id)
);

create table document (
  cluster_id uuid not null, id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null, type text not null, size bigint not null,
  added_by text not null, added_at timestamptz not null,
  primary key (cluster_id, id), unique (cluster_id, sha256)
);

create table document_of (
  cluster_id uuid not null, document_id uuid not null,
  record_kind text not null, record_id uuid not null, added_at timestamptz not null,
  primary key (cluster_id, record_kind, record_id, document_id)
);

-- What a member asked, and what became of it.
create table candidacy (
  cluster_id uuid not null, id uuid not null,
  organisation_id uuid not null, college text, asked_on date not null, letter text,
  decided_on date check (decided_on >= asked_on), decision text check (decision in ('admitted', 'refused')),
  resolution_id uuid, membership_id uuid,
  primary key (cluster_id, id), check ((decided_on is null) = (decision is null))
);

create table fee (
  cluster_id uuid not null, id uuid not null,
  college text not null, headcount_from int not null check (headcount_from >= 0), amount numeric not null check (amount >= 0),
  since date not null, until date check (until >= since),
  primary key (cluster_id, id)
);

-- One line of a receipt book: what was paid for a due, on which day, under which number of the year.
create table payment (
  cluster_id uuid not null, id uuid not null,
  year int not null, number int not null, due_id uuid not null,
  amount numeric not null check (amount > 0), paid_on date not null, means text, reference text,
  primary key (cluster_id, id), unique (cluster_id, year, number)
);

-- Whom a reminder was sent, and for what: nobody is reminded twice in one week.
create table reminder (
  cluster_id uuid not null, id uuid not null,
  about text not null, record_id uuid not null, sent_on date not null,
  primary key (cluster_id, id)
);

create table task (
  cluster_id uuid not null, id uuid not null,
  title text not null, owner text, due date, resolution_id uuid,
  created_at timestamptz not null, done_at timestamptz, done_by text,
  primary key (cluster_id, id)
);

create table api_token (
  cluster_id uuid not null, id uuid not null,
  hash text not null, name text not null, role text not null, organisation_id uuid, programme_id uuid,
  created_by text not null, created_at timestamptz not null, until date not null, ended_at timestamptz, seen_on date,
  primary key (cluster_id, id), unique (cluster_id, hash)
);

create table webhook (
  cluster_id uuid not null, id uuid not null,
  url text not null, secret text not null, deeds text[] not null,
  created_by text not null, created_at timestamptz not null, ended_at timestamptz,
  primary key (cluster_id, id)
);

-- What each record is called and the words it is found by, folded by the program: one place to look for everything.
create table search_entry (
  cluster_id uuid not null, kind text not null, record_id uuid not null,
  title text not null, words text not null,
  primary key (cluster_id, kind, record_id)
);

alter table session add foreign key (login_id) references login (id);
alter table sign_in_key add foreign key (login_id) references login (id);
alter table held_role add foreign key (login_id) references login (id);
alter table held_role add foreign key (cluster_id, organisation_id) references organisation (cluster_id, id);
alter table held_role add foreign key (cluster_id, programme_id) references programme (cluster_id, id);
alter table document_of add foreign key (cluster_id, document_id) references document (cluster_id, id);
alter table api_token add foreign key (cluster_id, organisation_id) references organisation (cluster_id, id);
alter table api_token add foreign key (cluster_id, programme_id) references programme (cluster_id, id);
alter table payment add foreign key (cluster_id, due_id) references due (cluster_id, id);
alter table candidacy add foreign key (cluster_id, organisation_id) references organisation (cluster_id, id);
alter table candidacy add foreign key (cluster_id, resolution_id) references resolution (cluster_id, id);
alter table candidacy add foreign key (cluster_id, membership_id) references membership (cluster_id, id);
alter table task add foreign key (cluster_id, resolution_id) references resolution (cluster_id, id);

create index held_role_login on held_role (cluster_id, login_id);
create index outbox_due on outbox (cluster_id, due_at) where done_at is null and given_up_at is null;
create unique index candidacy_open on candidacy (cluster_id, organisation_id) where decided_on is null;
create index payment_due on payment (cluster_id, due_id);
create index reminder_record on reminder (cluster_id, about, record_id);
create index session_login on session (login_id);
-- Two scales of one college at once would make a due depend on chance.
alter table fee add constraint fee_no_overlap
  exclude using gist (cluster_id with =, college with =, headcount_from with =, daterange(since, until, '[]') with &&);

do $$
declare t text;
begin
  foreach t in array array['held_role', 'answered', 'outbox', 'document', 'document_of', 'candidacy', 'fee', 'task', 'api_token', 'webhook', 'search_entry', 'payment', 'reminder']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_cluster on %I using (cluster_id = nullif(current_setting(''app.cluster_id'', true), '''')::uuid)'
      ' with check (cluster_id = nullif(current_setting(''app.cluster_id'', true), '''')::uuid)', t);
    execute format('grant select, insert, update, delete on %I to grappe_app', t);
  end loop;
  revoke update, delete on answered from grappe_app;
  grant select, insert, update, delete on login, session, sign_in_key to grappe_app;
end $$;
