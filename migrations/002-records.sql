-- The year's records, one table a sheet. Every key starts with cluster_id; each row knows the file, sheet and line it came from.
create table organisation (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  name text not null,
  name_key text not null,
  legal_form text,
  ice text check (ice ~ '^[0-9]{15}$'),
  city text,
  region text,
  nature text not null,
  headcount int check (headcount >= 0),
  fields text,
  email text,
  phone text,
  origin text,
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table person (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  name text not null,
  name_key text not null,
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table membership (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  organisation_id uuid not null,
  college text,
  joined date not null,
  left_on date check (left_on >= joined),
  leaving_reason text,
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table due (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  organisation_id uuid not null,
  year int not null,
  called numeric not null check (called >= 0),
  paid numeric check (paid >= 0),
  paid_on date,
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table programme (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  code text not null,
  name text not null,
  partners text,
  started date,
  ended date check (ended >= started),
  budget numeric check (budget >= 0),
  currency text,
  target numeric check (target >= 0),
  target_unit text,
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table programme_funder (
  cluster_id uuid not null, programme_id uuid not null, organisation_id uuid not null,
  primary key (cluster_id, programme_id, organisation_id)
);

create table agreement (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  reference text not null,
  title text not null,
  nature text not null,
  signed date,
  ends date check (ends >= signed),
  programme_id uuid,
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table agreement_party (
  cluster_id uuid not null, agreement_id uuid not null, organisation_id uuid not null,
  primary key (cluster_id, agreement_id, organisation_id)
);

create table funding (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  reference text not null,
  funder_id uuid not null,
  programme_id uuid,
  instrument text,
  amount numeric not null check (amount >= 0),
  currency text not null,
  rate numeric check (rate > 0),
  identified date,
  asked date,
  engaged date,
  signed date,
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table receipt (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  funding_id uuid not null,
  received date not null,
  amount numeric not null check (amount >= 0),
  currency text not null,
  rate numeric check (rate > 0),
  voucher text,
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table mandate (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  organ text not null,
  person_id uuid not null,
  capacity text,
  organisation_id uuid,
  started date not null,
  ended date check (ended >= started),
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table meeting (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  reference text not null,
  organ text not null,
  held date not null,
  place text,
  quorum text,
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table attendance (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  meeting_id uuid not null,
  person_id uuid not null,
  state text not null,
  proxy_id uuid,
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table resolution (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  meeting_id uuid not null,
  number text not null,
  subject text not null,
  body text,
  majority text not null,
  votes_for int not null check (votes_for >= 0),
  votes_against int not null check (votes_against >= 0),
  abstentions int check (abstentions >= 0),
  recused int check (recused >= 0),
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table account (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  number text not null,
  title text not null,
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table ledger_line (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  voucher text not null,
  day date not null,
  book text,
  account_id uuid not null,
  label text,
  debit numeric check (debit >= 0),
  credit numeric check (credit >= 0),
  funder_id uuid,
  programme_id uuid,
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table budget_line (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  year int not null,
  action text,
  programme_id uuid,
  account_id uuid not null,
  label text,
  amount numeric not null check (amount >= 0),
  state text not null,
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table label (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  number text not null,
  scheme text not null,
  holder_id uuid not null,
  referent text,
  trained date,
  test_mark numeric,
  charter date,
  granted date,
  ends date check (ends >= granted),
  state text not null,
  state_on date,
  reason text,
  origin text,
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table call (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  code text not null,
  programme_id uuid,
  title text not null,
  opens date not null,
  closes date check (closes >= opens),
  places int check (places >= 0),
  budget numeric check (budget >= 0),
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table application (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  reference text not null,
  call_id uuid not null,
  candidate text not null,
  candidate_organisation_id uuid,
  candidate_person_id uuid,
  nature text not null,
  sex text,
  birth_year int,
  region text,
  project text,
  filed date not null,
  complete boolean not null,
  mark_1 numeric,
  mark_2 numeric,
  mark_3 numeric,
  decision text,
  decided date,
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table journey (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  programme_id uuid not null,
  beneficiary text not null,
  beneficiary_organisation_id uuid,
  beneficiary_person_id uuid,
  nature text not null,
  stage text,
  entered date,
  ended date check (ended >= entered),
  reason text,
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table support_act (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  programme_id uuid not null,
  beneficiary text not null,
  beneficiary_organisation_id uuid,
  beneficiary_person_id uuid,
  day date not null,
  kind text,
  adviser text,
  hours numeric not null check (hours >= 0),
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table aid (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  reference text not null,
  programme_id uuid not null,
  beneficiary text not null,
  beneficiary_organisation_id uuid,
  beneficiary_person_id uuid,
  instrument text,
  amount numeric not null check (amount >= 0),
  awarded date,
  paid date,
  voucher text,
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table training (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  code text not null,
  title text not null,
  programme_id uuid,
  started date not null,
  ended date check (ended >= started),
  place text,
  half_days int not null check (half_days >= 0),
  half_day_hours numeric not null check (half_day_hours >= 0),
  places int check (places >= 0),
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table trainee (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  training_id uuid not null,
  person_id uuid not null,
  organisation_id uuid,
  sex text,
  half_days int not null check (half_days >= 0),
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table licence (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  software text not null,
  organisation_id uuid not null,
  seats int not null check (seats >= 0),
  started date not null,
  ended date check (ended >= started),
  cost numeric check (cost >= 0),
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table event (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  code text not null,
  title text not null,
  kind text not null,
  started date not null,
  ended date check (ended >= started),
  city text,
  country text,
  organiser text,
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table registration (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  event_id uuid not null,
  organisation_id uuid not null,
  role text not null,
  lots text,
  present boolean,
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table appointment (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  event_id uuid not null,
  buyer_id uuid not null,
  company_id uuid not null,
  starts timestamptz,
  finishes timestamptz check (finishes >= starts),
  place text,
  state text not null,
  outcome text,
  contract numeric check (contract >= 0),
  outcome_on date,
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table cost_share (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  event_id uuid not null,
  organisation_id uuid not null,
  nature text,
  amount numeric not null check (amount >= 0),
  day date not null,
  voucher text,
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table pilot (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  code text not null,
  title text not null,
  place text,
  region text,
  partners text,
  commissioned date,
  ended date check (ended >= commissioned),
  power_kwp numeric check (power_kwp >= 0),
  origin text,
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table reading (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  pilot_id uuid not null,
  taken_at timestamptz not null,
  quantity text not null,
  value numeric not null,
  unit text,
  primary key (cluster_id, id), unique (cluster_id, key)
);

create table article (
  cluster_id uuid not null, id uuid not null, key text not null, digest text not null, source_id uuid not null, source_row int not null,
  day date not null,
  title text not null,
  publisher text,
  url text,
  lead text,
  tags text,
  origin text,
  primary key (cluster_id, id), unique (cluster_id, key)
);

alter table organisation add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table person add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table membership add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table membership add foreign key (cluster_id, organisation_id) references organisation (cluster_id, id);
alter table due add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table due add foreign key (cluster_id, organisation_id) references organisation (cluster_id, id);
alter table programme add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table programme_funder add foreign key (cluster_id, programme_id) references programme (cluster_id, id);
alter table programme_funder add foreign key (cluster_id, organisation_id) references organisation (cluster_id, id);
alter table agreement add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table agreement add foreign key (cluster_id, programme_id) references programme (cluster_id, id);
alter table agreement_party add foreign key (cluster_id, agreement_id) references agreement (cluster_id, id);
alter table agreement_party add foreign key (cluster_id, organisation_id) references organisation (cluster_id, id);
alter table funding add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table funding add foreign key (cluster_id, funder_id) references organisation (cluster_id, id);
alter table funding add foreign key (cluster_id, programme_id) references programme (cluster_id, id);
alter table receipt add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table receipt add foreign key (cluster_id, funding_id) references funding (cluster_id, id);
alter table mandate add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table mandate add foreign key (cluster_id, person_id) references person (cluster_id, id);
alter table mandate add foreign key (cluster_id, organisation_id) references organisation (cluster_id, id);
alter table meeting add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table attendance add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table attendance add foreign key (cluster_id, meeting_id) references meeting (cluster_id, id);
alter table attendance add foreign key (cluster_id, person_id) references person (cluster_id, id);
alter table attendance add foreign key (cluster_id, proxy_id) references person (cluster_id, id);
alter table resolution add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table resolution add foreign key (cluster_id, meeting_id) references meeting (cluster_id, id);
alter table account add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table ledger_line add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table ledger_line add foreign key (cluster_id, account_id) references account (cluster_id, id);
alter table ledger_line add foreign key (cluster_id, funder_id) references organisation (cluster_id, id);
alter table ledger_line add foreign key (cluster_id, programme_id) references programme (cluster_id, id);
alter table budget_line add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table budget_line add foreign key (cluster_id, programme_id) references programme (cluster_id, id);
alter table budget_line add foreign key (cluster_id, account_id) references account (cluster_id, id);
alter table label add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table label add foreign key (cluster_id, holder_id) references organisation (cluster_id, id);
alter table call add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table call add foreign key (cluster_id, programme_id) references programme (cluster_id, id);
alter table application add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table application add foreign key (cluster_id, call_id) references call (cluster_id, id);
alter table application add foreign key (cluster_id, candidate_organisation_id) references organisation (cluster_id, id);
alter table application add foreign key (cluster_id, candidate_person_id) references person (cluster_id, id);
alter table journey add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table journey add foreign key (cluster_id, programme_id) references programme (cluster_id, id);
alter table journey add foreign key (cluster_id, beneficiary_organisation_id) references organisation (cluster_id, id);
alter table journey add foreign key (cluster_id, beneficiary_person_id) references person (cluster_id, id);
alter table support_act add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table support_act add foreign key (cluster_id, programme_id) references programme (cluster_id, id);
alter table support_act add foreign key (cluster_id, beneficiary_organisation_id) references organisation (cluster_id, id);
alter table support_act add foreign key (cluster_id, beneficiary_person_id) references person (cluster_id, id);
alter table aid add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table aid add foreign key (cluster_id, programme_id) references programme (cluster_id, id);
alter table aid add foreign key (cluster_id, beneficiary_organisation_id) references organisation (cluster_id, id);
alter table aid add foreign key (cluster_id, beneficiary_person_id) references person (cluster_id, id);
alter table training add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table training add foreign key (cluster_id, programme_id) references programme (cluster_id, id);
alter table trainee add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table trainee add foreign key (cluster_id, training_id) references training (cluster_id, id);
alter table trainee add foreign key (cluster_id, person_id) references person (cluster_id, id);
alter table trainee add foreign key (cluster_id, organisation_id) references organisation (cluster_id, id);
alter table licence add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table licence add foreign key (cluster_id, organisation_id) references organisation (cluster_id, id);
alter table event add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table registration add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table registration add foreign key (cluster_id, event_id) references event (cluster_id, id);
alter table registration add foreign key (cluster_id, organisation_id) references organisation (cluster_id, id);
alter table appointment add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table appointment add foreign key (cluster_id, event_id) references event (cluster_id, id);
alter table appointment add foreign key (cluster_id, buyer_id) references organisation (cluster_id, id);
alter table appointment add foreign key (cluster_id, company_id) references organisation (cluster_id, id);
alter table cost_share add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table cost_share add foreign key (cluster_id, event_id) references event (cluster_id, id);
alter table cost_share add foreign key (cluster_id, organisation_id) references organisation (cluster_id, id);
alter table pilot add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table reading add foreign key (cluster_id, source_id) references source (cluster_id, id);
alter table reading add foreign key (cluster_id, pilot_id) references pilot (cluster_id, id);
alter table article add foreign key (cluster_id, source_id) references source (cluster_id, id);

create index organisation_name_key on organisation (cluster_id, name_key);
create index membership_organisation_id on membership (cluster_id, organisation_id);
create index due_year on due (cluster_id, year);
create index agreement_signed on agreement (cluster_id, signed);
create index funding_engaged on funding (cluster_id, engaged);
create index receipt_received on receipt (cluster_id, received);
create index mandate_organ on mandate (cluster_id, organ);
create index meeting_held on meeting (cluster_id, held);
create index attendance_meeting_id on attendance (cluster_id, meeting_id);
create index resolution_meeting_id on resolution (cluster_id, meeting_id);
create index ledger_line_day on ledger_line (cluster_id, day);
create index budget_line_year on budget_line (cluster_id, year);
create index label_granted on label (cluster_id, granted);
create index application_filed on application (cluster_id, filed);
create index application_decided on application (cluster_id, decided);
create index journey_beneficiary_organisation_id on journey (cluster_id, beneficiary_organisation_id);
create index support_act_day on support_act (cluster_id, day);
create index aid_paid on aid (cluster_id, paid);
create index training_started on training (cluster_id, started);
create index trainee_training_id on trainee (cluster_id, training_id);
create index licence_started on licence (cluster_id, started);
create index event_started on event (cluster_id, started);
create index registration_event_id on registration (cluster_id, event_id);
create index appointment_event_id on appointment (cluster_id, event_id);
create index cost_share_event_id on cost_share (cluster_id, event_id);
create index reading_pilot_id_quantity_taken_at on reading (cluster_id, pilot_id, quantity, taken_at);
create index article_day on article (cluster_id, day);

-- Two people could admit one organisation twice at once: the database forbids it, half-open like the rule (left on a day is out that day).
create extension if not exists btree_gist;
alter table membership add constraint membership_no_overlap
  exclude using gist (cluster_id with =, organisation_id with =, daterange(joined, left_on) with &&);
