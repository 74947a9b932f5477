-- What guards the ledger: periods that are closed, what the bank says, what is engaged, what the board approved.
create table closed_period (
  cluster_id uuid not null, id uuid not null,
  until date not null, closed_by text not null, closed_at timestamptz not null,
  primary key (cluster_id, id), unique (cluster_id, until)
);

create table commitment (
  cluster_id uuid not null, id uuid not null,
  reference text not null, day date not null, label text not null, amount numeric not null check (amount > 0),
  account_id uuid not null, programme_id uuid, funder_id uuid, settled_by text, released_on date,
  primary key (cluster_id, id), unique (cluster_id, reference)
);

create table bank_statement (
  cluster_id uuid not null, id uuid not null,
  bank_account text not null, reference text not null, account_id uuid not null, currency text not null,
  from_day date not null, to_day date not null, opening numeric, closing numeric, sha256 text not null, imported_at timestamptz not null,
  primary key (cluster_id, id), unique (cluster_id, bank_account, reference)
);

create table bank_line (
  cluster_id uuid not null, id uuid not null, statement_id uuid not null, place int not null,
  day date not null, amount numeric not null, wording text not null, reference text,
  ledger_line_id uuid, matched_by text, matched_at timestamptz,
  primary key (cluster_id, id), check ((ledger_line_id is null) = (matched_at is null))
);

create table approval (
  cluster_id uuid not null, id uuid not null,
  subject text not null check (subject in ('comptes', 'plan', 'budget')), year int not null, resolution_id uuid not null,
  approved_by text not null, approved_at timestamptz not null, rows int not null, sha256 text not null, body jsonb not null,
  primary key (cluster_id, id)
);

alter table commitment add foreign key (cluster_id, account_id) references account (cluster_id, id);
alter table commitment add foreign key (cluster_id, programme_id) references programme (cluster_id, id);
alter table commitment add foreign key (cluster_id, funder_id) references organisation (cluster_id, id);
alter table bank_statement add foreign key (cluster_id, account_id) references account (cluster_id, id);
alter table bank_line add foreign key (cluster_id, statement_id) references bank_statement (cluster_id, id);
alter table bank_line add foreign key (cluster_id, ledger_line_id) references ledger_line (cluster_id, id);
alter table approval add foreign key (cluster_id, resolution_id) references resolution (cluster_id, id);

create index bank_line_statement on bank_line (cluster_id, statement_id);
create index ledger_line_voucher on ledger_line (cluster_id, voucher);
-- One line of the ledger answers for one line of the bank.
create unique index bank_line_ledger on bank_line (cluster_id, ledger_line_id) where ledger_line_id is not null;

do $$
declare t text;
begin
  foreach t in array array['closed_period', 'commitment', 'bank_statement', 'bank_line', 'approval']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_cluster on %I using (cluster_id = nullif(current_setting(''app.cluster_id'', true), '''')::uuid)'
      ' with check (cluster_id = nullif(current_setting(''app.cluster_id'', true), '''')::uuid)', t);
    execute format('grant select, insert, update, delete on %I to grappe_app', t);
  end loop;
  revoke update, delete on closed_period, approval from grappe_app;
end $$;
