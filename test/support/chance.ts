import { deeds, sheets } from '../../src/app/modules.ts'
import { type Fields, isLines } from '../../src/core/asked.ts'
import type { Deed } from '../../src/core/deed.ts'
import type { Column } from '../../src/core/sheet.ts'
import { overdue } from '../../src/modules/people/retention.ts'
import type { Documents } from '../../src/platform/files/documents.ts'
import type { Scope } from '../../src/platform/store/store.ts'

/** Days later, on the calendar. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** Somebody who does deeds by chance: what a seed decides, and what the cluster holds, fill the fields. */
export type Chance = {
  random(): number
  /** Up to, not including. */
  below(most: number): number
  one<T>(of: readonly T[]): T
  word(): string
  /** Where the files are put that some deeds ask for. */
  documents: Documents
}

export function chanceOf(random: () => number, documents: Documents): Chance {
  let words = 0
  const below = (most: number) => Math.floor(random() * most)
  const word = () => `Mot ${++words}-${below(1e6)}`
  return { random, below, one: (of) => of[below(of.length)]!, word, documents }
}

// The one sheet whose persons another sheet takes its own from.
const seated = { table: 'person', column: 'name', where: 'id in (select person_id from mandate)' }

type Query = { table: string; column: string; where?: string }

// Fields that are plain words to whoever reads the form, and mean something the store has.
const meant: Record<string, Query | readonly string[]> = {
  'people.end-role role': { table: 'held_role', column: 'id', where: 'until is null' },
  'people.forget person': { table: 'person', column: 'id' },
  'persons.correct person': { table: 'person', column: 'name' },
  'persons.merge keep': { table: 'person', column: 'name' },
  'persons.merge drop': { table: 'person', column: 'name' },
  'tokens.end token': { table: 'api_token', column: 'id', where: "ended_at is null and name <> 'essai'" },
  'webhooks.end webhook': { table: 'webhook', column: 'id', where: 'ended_at is null' },
  'programmes.finish action': { table: 'programme_action', column: 'id', where: 'done_on is null' },
  'tasks.finish task': { table: 'task', column: 'id', where: 'done_at is null' },
  'accounts.reverse voucher': { table: 'ledger_line', column: 'voucher' },
  'accounts.settle reference': {
    table: 'commitment',
    column: 'reference',
    where: 'settled_by is null and released_on is null',
  },
  'accounts.settle voucher': { table: 'ledger_line', column: 'voucher' },
  'bank.match line': { table: 'bank_line', column: 'id', where: 'ledger_line_id is null' },
  'bank.match voucher': { table: 'ledger_line', column: 'voucher' },
  'bank.unmatch line': { table: 'bank_line', column: 'id', where: 'ledger_line_id is not null' },
  'documents.attach kind': ['organisation'],
  'documents.attach record': { table: 'organisation', column: 'id' },
  'webhooks.add address': ['https://crm.example.org/grappe'],
  'webhooks.add deed': deeds.map(({ name }) => name),
  'board.statute organ': { table: 'mandate', column: 'organ' },
  'board.convene organ': { table: 'mandate', column: 'organ' },
  'fees.set college': { table: 'membership', column: 'college', where: 'college is not null' },
  'import.undo entry': { table: 'journal', column: 'seq', where: "deed = 'import'" },
}

/** A value of a column of a cluster's table, any of them alike, or null where there is none. */
async function some({ sql, cluster }: Scope, chance: Chance, { table, column, where }: Query): Promise<string | null> {
  const from = sql`from ${sql(table)} where cluster_id = ${cluster} ${where ? sql`and ${sql.unsafe(where)}` : sql``}`
  const [counted] = await sql`select count(*)::int as count ${from}`
  if (counted!.count === 0) return null
  // Ids sort by when they were made, so a seed finds the same again whatever ids chance has made.
  const [found] =
    await sql`select ${sql(column)}::text as value ${from} order by ${sql(column === 'seq' ? 'seq' : 'id')} offset ${chance.below(counted!.count)} limit 1`
  return found!.value
}

async function cellOf(
  scope: Scope,
  chance: Chance,
  deed: string,
  key: string,
  column: Column,
  today: string,
): Promise<string> {
  const { cell } = column
  const query = meant[`${deed} ${key}`]
  if (query && 'table' in query) return (await some(scope, chance, query)) ?? chance.word()
  if (query && query.length > 0) return chance.one(query)
  const named = async (sheet: string) => {
    const { table } = sheets.find(({ name }) => name === sheet)!
    return (await some(scope, chance, { table, column: 'id' })) ?? ''
  }
  const party = async (table: string) => (await some(scope, chance, { table, column: 'name' })) ?? chance.word()
  switch (cell.kind) {
    case 'reference':
      return named(cell.to)
    case 'references':
      return party('organisation')
    case 'party':
      return party(chance.random() < 0.5 ? 'organisation' : 'person')
    case 'person':
      if (cell.among) return (await some(scope, chance, seated)) ?? chance.word()
      return chance.random() < 0.9 ? party('person') : chance.word()
    case 'day':
      return addDays(today, chance.below(60) - 45)
    case 'instant':
      return `${addDays(today, chance.below(40) - 20)}T${String(8 + chance.below(10)).padStart(2, '0')}:00`
    case 'integer':
      return key === 'year' ? String(Number(today.slice(0, 4)) - chance.below(2)) : String(1 + chance.below(30))
    case 'number':
      return (1 + chance.below(2000) / 100).toFixed(2)
    case 'amount':
      return (1 + chance.below(500_000) / 100).toFixed(2)
    case 'boolean':
      return chance.one(['oui', 'non'])
    case 'choice':
      return chance.one(cell.of)
    case 'currency':
      return chance.one(['MAD', 'EUR'])
    case 'share':
      return chance.one(['1/2', '1/3', '2/3'])
    case 'checked':
      return ''
    case 'file':
      return chance.documents.put(Buffer.from(`%PDF-1.4 ${chance.word()}`))
    default:
      return key === 'email' ? `a${chance.below(1e6)}@example.ma` : chance.word()
  }
}

/** Fields for a deed, taken from what the cluster holds on that day: most of the time something that may well be done. */
export async function filled(
  scope: Scope,
  chance: Chance,
  { name, asks }: Pick<Deed, 'name' | 'asks'>,
  today: string,
): Promise<Record<string, unknown>> {
  const own = special[name]
  const fill = async (fields: Fields): Promise<Record<string, unknown>> => {
    const given: Record<string, unknown> = {}
    for (const [key, field] of Object.entries(fields)) {
      if (isLines(field)) {
        given[key] = []
        for (let line = 0; line < field.least + chance.below(2); line++)
          (given[key] as unknown[]).push(await fill(field.lines))
      } else if (field.required || chance.random() < (name.endsWith('.correct') ? 0.2 : 0.6))
        given[key] = await cellOf(scope, chance, name, key, field, today)
    }
    return given
  }
  const given = await fill(asks)
  const whole = own ? { ...given, ...(await own(scope, chance, today, given)) } : given
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined))
}

type Special = (
  scope: Scope,
  chance: Chance,
  today: string,
  given: Record<string, unknown>,
) => Promise<Record<string, unknown>>

async function row(chance: Chance, rows: Promise<Record<string, string>[]>): Promise<Record<string, string> | null> {
  const all = await rows
  return all.length === 0 ? null : chance.one(all)
}

// Deeds of several fields that must fit together: chance alone would hit on them once in a lifetime.
const special: Record<string, Special> = {
  'cluster.add': async (_scope, chance) => ({ field: chance.one(['Nom', 'Sigle', 'Ville']) }),
  'accounts.enter': async (scope, chance) => {
    const value = (1 + chance.below(100_000) / 100).toFixed(2)
    const account = async () => (await some(scope, chance, { table: 'account', column: 'id' })) ?? ''
    return {
      lines: [
        { account: await account(), debit: value },
        { account: await account(), credit: value },
      ],
    }
  },
  'accounts.settle': async (_scope, chance, today, given) =>
    chance.random() < 0.5 ? { released_on: today, voucher: '' } : { voucher: given.voucher ?? '', released_on: '' },
  'cluster.correct': async (scope, chance) => ({
    record: (await some(scope, chance, { table: 'setting', column: 'id', where: "field in ('Nom', 'Ville')" })) ?? '',
    field: undefined,
    value: chance.word(),
  }),
  'adhesions.add': async (scope, chance) => ({
    college: (await some(scope, chance, { table: 'fee', column: 'college' })) ?? '',
    left_on: undefined,
  }),
  'funding.move': async ({ sql, cluster }, chance, today) => {
    const funding = await row(
      chance,
      sql`
      select id::text, asked, engaged from funding where cluster_id = ${cluster} and signed is null order by 1` as never,
    )
    const stage = !funding?.asked ? 'demandé' : funding.engaged ? 'signé' : 'engagé'
    return { ...(funding ? { funding: funding.id } : {}), stage, on: today, rate: '10.5' }
  },
  'agreements.sign': async ({ sql, cluster }, chance, today) => {
    const open = await row(
      chance,
      sql`
      select id::text as agreement from agreement where cluster_id = ${cluster} and signed is null order by 1` as never,
    )
    return { ...open, signed: today, ends: addDays(today, 400) }
  },
  'press.publish': async ({ sql, cluster }, chance, today) => {
    const text = await row(
      chance,
      sql`
      select article_id::text as article, lang from article_text where cluster_id = ${cluster} order by 1, 2` as never,
    )
    return { ...text, on: today }
  },
  'people.forget-overdue': async (scope, _chance, today) => ({
    count: String((await overdue(scope, sheets, today)).length),
  }),
  'fees.set': async (_scope, chance, today) => ({ headcount_from: '', since: addDays(today, -chance.below(20)) }),
  // A bank that tells what the books already hold, under another day, so that somebody has to match it.
  'bank.import': async ({ sql, cluster }, chance, today) => {
    const booked = await row(
      chance,
      sql`
      select coalesce(debit, -credit)::text as amount, l.account_id::text as account from ledger_line l join account a on a.cluster_id = ${cluster} and a.id = l.account_id
      where l.cluster_id = ${cluster} and a.number like '51%' and coalesce(debit, credit) > 0 order by 1` as never,
    )
    const amount = booked?.amount ?? '10.00'
    const bytes = Buffer.from(statementOf(chance.word(), amount, addDays(today, -chance.below(90))))
    return { document: chance.documents.put(bytes), name: 'releve.xml', account: booked?.account ?? '', others: [] }
  },
  'bank.match': async ({ sql, cluster }, chance) => {
    const pair = await row(
      chance,
      sql`
      select b.id::text as line, l.voucher from bank_line b join bank_statement s on s.cluster_id = ${cluster} and s.id = b.statement_id
        join ledger_line l on l.cluster_id = ${cluster} and l.account_id = s.account_id and coalesce(l.debit, 0) - coalesce(l.credit, 0) = b.amount
      where b.cluster_id = ${cluster} and b.ledger_line_id is null order by 1, 2` as never,
    )
    return pair ?? {}
  },
  'accounts.close': async (_scope, chance, today) => ({ until: addDays(today, -400 - chance.below(300)) }),
  'dues.pay': async ({ sql, cluster }, chance, today) => {
    const due = await row(
      chance,
      sql`
      select min(id::text) as id, (sum(called) - coalesce(sum(paid), 0))::text as owed from due where cluster_id = ${cluster}
      group by organisation_id, year having sum(called) > coalesce(sum(paid), 0) order by 1` as never,
    )
    if (!due) return {}
    const part = chance.random() < 0.4 ? Number(due.owed) : Math.max(0.01, Number(due.owed) * chance.random() * 1.1)
    return { due: due.id, amount: part.toFixed(2), paid_on: addDays(today, -chance.below(5)) }
  },
  'board.attend': async ({ sql, cluster }, chance) => {
    const meeting = await row(
      chance,
      sql`
      select id::text, organ, held from meeting m where cluster_id = ${cluster}
        and not exists (select from resolution r where r.cluster_id = ${cluster} and r.meeting_id = m.id) order by 1` as never,
    )
    if (!meeting) return {}
    const seats = await sql`
      select distinct n.name from mandate t join person n on n.cluster_id = ${cluster} and n.id = t.person_id
      where t.cluster_id = ${cluster} and organ = ${meeting.organ!} and started <= ${meeting.held!} and (ended is null or ended >= ${meeting.held!}) order by 1`
    return {
      meeting: meeting.id,
      people: seats.map(({ name }) => ({ person: name, state: chance.random() < 0.8 ? 'présent' : 'excusé' })),
    }
  },
  'board.vote': async ({ sql, cluster }, chance) => {
    const meeting = await row(
      chance,
      sql`
      select distinct meeting_id::text as id from attendance where cluster_id = ${cluster} order by 1` as never,
    )
    if (!meeting) return {}
    const there = await sql`
      select n.name from attendance a join person n on n.cluster_id = ${cluster} and n.id = a.person_id
      where a.cluster_id = ${cluster} and meeting_id = ${meeting.id!} and state = 'présent' order by 1`
    return {
      meeting: meeting.id,
      tasks: [],
      kind: 'ordinaire',
      ...(chance.random() < 0.6
        ? { votes: there.map(({ name }) => ({ person: name, choice: 'pour' })), tasks: [{ title: chance.word() }] }
        : { votes: there.map(({ name }) => ({ person: name, choice: chance.one(['pour', 'contre', 'récusé']) })) }),
    }
  },
  'board.convene': async (_scope, _chance, today) => ({ held: addDays(today, 30), second: '' }),
  'people.invite': async (scope, chance) => ({
    email: `p${chance.below(400)}@example.ma`,
    ...(await scopeFor(scope, chance)),
    since: '',
    until: '',
  }),
  'tokens.make': async (scope, chance, today) => ({ ...(await scopeFor(scope, chance)), until: addDays(today, 90) }),
  'dues.call': async (_scope, _chance, today) => ({ year: today.slice(0, 4), on: today, due: '' }),
  'membership.apply': async (_scope, _chance, today) => ({ asked_on: today }),
  'membership.admit': async (scope, chance, today) => ({ ...(await asked(scope, chance)), joined: today }),
  'membership.refuse': asked,
  'membership.rejoin': async ({ sql, cluster }, chance, today) => {
    const gone = await row(
      chance,
      sql`
      select organisation_id::text as id from membership where cluster_id = ${cluster} group by 1 having bool_and(left_on is not null) order by 1` as never,
    )
    return { joined: today, ...(gone ? { organisation: gone.id } : {}) }
  },
  'membership.end': async ({ sql, cluster }, chance, today) => {
    const held = await row(
      chance,
      sql`
      select id::text from membership where cluster_id = ${cluster} and left_on is null order by 1` as never,
    )
    return { left_on: today, ...(held ? { membership: held.id } : {}) }
  },
  'accounts.commit': async (scope, chance) => ({
    account: (await some(scope, chance, { table: 'account', column: 'id', where: "number like '6%'" })) ?? '',
  }),
  'bilan.write': async (_scope, chance) => ({
    body: chance.one(['Une bonne année.', 'Nous comptons {members.count} membres.', '']),
  }),
  'bilan.approve': async ({ sql, cluster }, chance, today) => {
    const year = Number(today.slice(0, 4)) - chance.below(2)
    const [board] = await sql`
      select r.id::text as resolution, m.held::text from resolution r join meeting m on m.cluster_id = ${cluster} and m.id = r.meeting_id
      where r.cluster_id = ${cluster} and r.votes_for > r.votes_against order by m.held desc, 1 limit 1`
    return { year, as_of: chance.random() < 0.5 ? today : `${year}-12-31`, resolution: board?.resolution ?? '' }
  },
  'accounts.approve': adopted,
}

const statementOf = (id: string, amount: string, day: string): string =>
  `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>${id}</Id><FrToDt><FrDtTm>${day}T00:00:00</FrDtTm><ToDtTm>${day}T23:59:59</ToDtTm></FrToDt><Acct><Id><IBAN>MA64</IBAN></Id><Ccy>MAD</Ccy></Acct><Ntry><Amt Ccy="MAD">${amount.replace('-', '')}</Amt><CdtDbtInd>${amount.startsWith('-') ? 'DBIT' : 'CRDT'}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${day}</Dt></BookgDt></Ntry></Stmt></BkToCstmrStmt></Document>`

async function scopeFor(scope: Scope, chance: Chance) {
  const role = chance.one(['secretary', 'board', 'accountant', 'officer', 'participant', 'funder'])
  const organisation =
    role === 'participant' || role === 'funder'
      ? await some(scope, chance, { table: 'organisation', column: 'id' })
      : ''
  const programme =
    role === 'officer' && chance.random() < 0.5 ? await some(scope, chance, { table: 'programme', column: 'id' }) : ''
  return { role, organisation, programme }
}

async function adopted({ sql, cluster }: Scope, chance: Chance) {
  const resolution = await row(
    chance,
    sql`
    select id::text from resolution where cluster_id = ${cluster} and votes_for > votes_against order by 1` as never,
  )
  return resolution ? { resolution: resolution.id } : {}
}

async function asked({ sql, cluster }: Scope, chance: Chance) {
  const candidacy = await row(
    chance,
    sql`
    select organisation_id::text as id from candidacy where cluster_id = ${cluster} and decided_on is null order by 1` as never,
  )
  return { ...(candidacy ? { organisation: candidacy.id } : {}), ...(await adopted({ sql, cluster }, chance)) }
}
