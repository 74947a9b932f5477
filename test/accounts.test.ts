import { spawnSync } from 'node:child_process'
import { beforeAll, expect, test } from 'vitest'
import { makeSite } from '../src/app/site.tsx'
import { beginSession } from '../src/platform/sign-in/sessions.ts'
import { doing, recordOf } from './support/deeds.ts'
import { demoFolder, importPath, inside, onEveryStore, root } from './support/stores.ts'

const entry = (amount: string, sign: string, day: string, more = '') =>
  `<Ntry><Amt Ccy="MAD">${amount}</Amt><CdtDbtInd>${sign}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${day}</Dt></BookgDt>${more}</Ntry>`
const balance = (code: string, amount: string) =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="MAD">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2020-01-31</Dt></Dt></Bal>`
const statement = (iban: string, id: string, opening: string, closing: string, entries: string) =>
  `<Stmt><Id>${id}</Id><CreDtTm>2020-02-01T08:00:00</CreDtTm><FrToDt><FrDtTm>2020-01-01T00:00:00</FrDtTm><ToDtTm>2020-01-31T23:59:59</ToDtTm></FrToDt><Acct><Id><IBAN>${iban}</IBAN></Id><Ccy>MAD</Ccy></Acct>${balance('OPBD', opening)}${balance('CLBD', closing)}${entries}</Stmt>`
const camt = (...statements: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>m</MsgId></GrpHdr>${statements.join('')}</BkToCstmrStmt></Document>`

onEveryStore('accounts', (store) => {
  const slug = 'ledger'
  const act = (name: string, given: object, on = '2020-02-10') => doing(store(), slug, name, given, { on })
  const line = (account: string, debit = '', credit = '', more = {}) => ({ account, debit, credit, ...more })

  beforeAll(async () => {
    expect((await importPath(store(), demoFolder, slug)).ok).toBe(true)
  })

  test('a voucher balances, or is refused with what is missing', async () => {
    const voucher = (lines: object[], more = {}) =>
      act('accounts.enter', { voucher: 'OD-9001', day: '2020-01-15', book: 'OD', label: 'Essai', lines, ...more })
    expect(await voucher([line('5141', '100')])).toMatchObject({ why: 'bad-input' })
    expect(await voucher([line('5141', '100', '100'), line('6136', '', '0')])).toMatchObject({
      why: 'one-side',
      field: 'lines.0.debit',
    })
    expect(await voucher([line('5141', '', '100'), line('6136', '99.99')])).toMatchObject({
      why: 'voucher-unbalanced',
      about: { difference: '-0.01' },
    })
    expect(
      await voucher([line('5141', '', '0.3'), line('6136', '0.1', '', { programme: 'TAQAPRO' }), line('6136', '0.2')]),
    ).toMatchObject({ ok: true, done: { lines: 3 } })
    expect(await voucher([line('5141', '', '1'), line('6136', '1')])).toMatchObject({ why: 'voucher-taken' })
    expect(
      await act('accounts.reverse', { voucher: 'OD-9001', as: 'OD-9002', day: '2020-01-16', reason: 'doublon' }),
    ).toMatchObject({ ok: true, done: { lines: 3 } })
    expect(
      await act('accounts.reverse', { voucher: 'OD-9001', as: 'OD-9003', day: '2020-01-16', reason: 'x' }),
    ).toMatchObject({ why: 'reversed-already' })
    const [sum] = await inside(
      store(),
      slug,
      ({ sql, cluster }) =>
        sql`select sum(coalesce(debit,0) - coalesce(credit,0))::text as sum from ledger_line where cluster_id = ${cluster} and voucher in ('OD-9001','OD-9002') and account_id in (select id from account where cluster_id = ${cluster} and number = '5141')`,
    )
    expect(Number(sum!.sum)).toBe(0)
  })

  test('a closed period takes nothing more, from a form or a file', async () => {
    expect(await act('accounts.close', { until: '2030-01-01' })).toMatchObject({ why: 'close-ahead' })
    expect(await act('accounts.close', { until: '2019-12-31' })).toMatchObject({ ok: true })
    expect(await act('accounts.close', { until: '2019-06-30' })).toMatchObject({ why: 'closed-already' })
    const answer = await act('accounts.enter', {
      voucher: 'OD-8000',
      day: '2019-12-31',
      label: 'x',
      lines: [line('5141', '', '1'), line('6136', '1')],
    })
    expect(answer).toMatchObject({ ok: false, why: 'closed-period', about: { day: '2019-12-31' } })
    // The same dossier again changes nothing, so nothing is refused.
    expect((await importPath(store(), demoFolder, slug)).ok).toBe(true)
  })

  test('a statement of several accounts is read whole, checked and matched', async () => {
    recordOf(
      await act('accounts.enter', {
        voucher: 'BQ-1',
        day: '2020-01-10',
        label: 'Loyer',
        lines: [line('5141', '', '5000'), line('6136', '5000')],
      }),
    )
    recordOf(
      await act('accounts.enter', {
        voucher: 'BQ-2',
        day: '2020-01-12',
        label: 'Don',
        lines: [line('5141', '700'), line('7161', '', '700')],
      }),
    )
    recordOf(
      await act('accounts.enter', {
        voucher: 'BQ-3',
        day: '2020-01-12',
        label: 'Don',
        lines: [line('5141', '700'), line('7161', '', '700')],
      }),
    )
    const batch = `<NtryDtls><TxDtls><Amt Ccy="MAD">400</Amt><RmtInf><Ustrd>A</Ustrd></RmtInf></TxDtls><TxDtls><Amt Ccy="MAD">300</Amt><RmtInf><Ustrd>B</Ustrd></RmtInf></TxDtls></NtryDtls>`
    const one = statement(
      'MA001',
      'S1',
      '10000',
      '6400.00',
      entry(
        '5000',
        'DBIT',
        '2020-01-10',
        '<NtryDtls><TxDtls><RmtInf><Ustrd>LOYER JANVIER</Ustrd></RmtInf></TxDtls></NtryDtls>',
      ) +
        entry('700', 'CRDT', '2020-01-13') +
        entry('700', 'CRDT', '2020-01-14', batch),
    )
    const two = statement('MA002', 'S1', '0', '12.50', entry('12.50', 'CRDT', '2020-01-20'))
    const give = (text: string, more: object = {}) =>
      act('bank.import', {
        document: store().documents.put(Buffer.from(text)),
        name: 'releve.xml',
        account: '5141',
        ...more,
      })
    expect(await give(camt(one.replace('6400.00', '6400.01')))).toMatchObject({
      why: 'statement-uneven',
      about: { difference: '-0.01' },
    })
    expect(await give('<Document><x/></Document>')).toMatchObject({ why: 'statement-unreadable' })
    expect(await give('<!DOCTYPE x [<!ENTITY a "b">]><Document>&a;</Document>')).toMatchObject({
      why: 'statement-unreadable',
    })
    // Two accounts of the bank are never put onto one of the ledger because somebody said one.
    expect(await give(camt(one, two))).toMatchObject({ why: 'account-unmapped', about: { account: 'MA001' } })
    const answer = await give(camt(one, two), { others: [{ bank_account: 'ma 002', account: '5161' }] })
    // The rent has one partner; 700 has two, so somebody must say which; the collective entry is told by its two movements.
    expect(answer).toMatchObject({ ok: true, done: { statements: 2, lines: 5, matched: 1 } })
    expect(await give(camt(one, two))).toMatchObject({ why: 'statement-known' })
    const lines = await inside(
      store(),
      slug,
      ({ sql, cluster }) =>
        sql`select b.id, b.amount::float8 as amount, b.wording, s.bank_account from bank_line b join bank_statement s on s.cluster_id = ${cluster} and s.id = b.statement_id where b.cluster_id = ${cluster} order by s.bank_account, b.place`,
    )
    expect(lines.map(({ amount, bank_account }) => [bank_account, amount])).toEqual([
      ['MA001', -5000],
      ['MA001', 700],
      ['MA001', 400],
      ['MA001', 300],
      ['MA002', 12.5],
    ])
    expect(lines[0]!.wording).toBe('LOYER JANVIER')
    const open = lines[1]!.id
    expect(await act('bank.match', { line: open, voucher: 'BQ-1' })).toMatchObject({ why: 'no-such-amount' })
    expect(await act('bank.match', { line: open, voucher: 'BQ-2' })).toMatchObject({ ok: true })
    expect(await act('bank.match', { line: open, voucher: 'BQ-3' })).toMatchObject({ why: 'matched-already' })
    expect(await act('bank.unmatch', { line: open })).toMatchObject({ ok: true })
    const csv = 'Date;Libellé;Débit;Crédit\n05/02/2020;Frais;12,50;\n06/02/2020;Virement;;1 000,00\n'
    expect(
      await act('bank.import', {
        document: store().documents.put(Buffer.from(csv)),
        name: 'compte-3.csv',
        account: '5141',
      }),
    ).toMatchObject({ ok: true, done: { lines: 2 } })
  })

  test('what is engaged weighs on the budget until it is spent or released', async () => {
    const engage = (reference: string) =>
      act('accounts.commit', {
        reference,
        day: '2020-01-20',
        label: 'Étude',
        amount: '10 000',
        account: '6136',
        programme: 'TAQAPRO',
      })
    expect(await engage('BC-1')).toMatchObject({ ok: true })
    expect(await engage('BC-1')).toMatchObject({ why: 'reference-taken' })
    expect(await act('accounts.settle', { reference: 'BC-1' })).toMatchObject({ why: 'settle-how' })
    expect(await act('accounts.settle', { reference: 'BC-1', voucher: 'RIEN' })).toMatchObject({ why: 'no-voucher' })
    expect(await act('accounts.settle', { reference: 'BC-1', voucher: 'BQ-1' })).toMatchObject({ ok: true })
    expect(await act('accounts.settle', { reference: 'BC-1', voucher: 'BQ-1' })).toMatchObject({ why: 'no-record' })
  })

  test('the board approves lines, and a later change shows', async () => {
    const [resolution] = await inside(
      store(),
      slug,
      ({ sql, cluster }) =>
        sql`select r.id from resolution r where r.cluster_id = ${cluster} and r.subject = 'Budget 2020'`,
    )
    const approve = (subject: string, year = 2020) =>
      act('accounts.approve', { subject, year, resolution: resolution!.id })
    expect(await approve('budget', 1999)).toMatchObject({ why: 'nothing-there' })
    expect(await approve('budget')).toMatchObject({ ok: true, done: { rows: 24 } })
    expect(await approve('budget')).toMatchObject({ why: 'approved-same' })
    expect(await approve('comptes', 2019)).toMatchObject({ ok: true })
    const site = makeSite({ store: store(), root, now: () => new Date('2020-02-10T10:00:00Z') })
    const invited = await act('people.invite', { email: 'c@example.ma', name: 'C', role: 'accountant' })
    const login = invited.ok ? (invited.done.login as string) : ''
    const cookie = await inside(store(), slug, ({ sql }) =>
      beginSession(sql, login, 'x', new Date('2020-02-10T09:00:00Z')),
    )
    const page = async (path: string) => {
      const url = new URL(`http://localhost/${slug}${path}`)
      const { status, body } = await site.answer({ url, origin: url.origin, cookie, from: { address: '', agent: '' } })
      return { status, text: body.toString() }
    }
    expect((await page('/bureau/comptes?year=2019')).text).toContain('lignes, inchangées')
    const [budget] = await inside(
      store(),
      slug,
      ({ sql, cluster }) => sql`select id from budget_line where cluster_id = ${cluster} and year = 2020 limit 1`,
    )
    recordOf(await act('budget.correct', { record: budget!.id, amount: '1', reason: 'essai' }))
    expect((await page('/bureau/comptes?year=2020')).text).toContain('changées depuis')
    expect((await page('/bureau/banque')).text).toContain('MA001')
  })

  test('hledger reads the export to the same balances', async ({ skip }) => {
    if (spawnSync('hledger', ['--version']).error) skip('hledger is not on this machine')
    const { journalFile } = await import('../src/modules/accounts/web/journal-file.ts')
    const text = await inside(store(), slug, (scope) => journalFile(scope, '2019-01-01', '2019-12-31'))
    const { stdout, stderr } = spawnSync('hledger', ['-f', '-', 'balance', '--flat', '--no-total', '-O', 'csv', '-E'], {
      input: text,
      encoding: 'utf8',
      env: { ...process.env, LANG: 'C.UTF-8' },
    })
    expect(stderr).toBe('')
    const theirs = new Map(
      stdout
        .trim()
        .split('\n')
        .slice(1)
        .map((row) => {
          const [account = '', amount = ''] = row.split('","').map((cell) => cell.replace(/"/g, ''))
          return [account, Number(amount.replace(/[^\d.-]/g, ''))]
        }),
    )
    const ours = await inside(
      store(),
      slug,
      ({ sql, cluster }) =>
        sql`select a.number, sum(coalesce(l.debit,0) - coalesce(l.credit,0))::float8 as balance from ledger_line l join account a on a.cluster_id = ${cluster} and a.id = l.account_id where l.cluster_id = ${cluster} and l.day <= '2019-12-31' group by a.number`,
    )
    expect(ours.length).toBeGreaterThan(8)
    for (const { number, balance } of ours) expect(theirs.get(number) ?? 0, number).toBeCloseTo(balance, 2)
  })
})
