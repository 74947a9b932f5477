import { SaxesParser } from 'saxes'
import { parseDay } from '../../platform/day.ts'
import { parseAmount, sumOf } from '../../platform/decimal.ts'
import { readCsv } from '../../platform/files/csv.ts'
import { headerKey } from '../../platform/fold.ts'

export type StatementLine = { day: string; amount: string; wording: string; reference: string | null }
export type Statement = {
  account: string
  reference: string
  currency: string
  from: string
  to: string
  opening: string | null
  closing: string | null
  lines: StatementLine[]
}

export type ReadStatements =
  | { ok: true; statements: Statement[] }
  | { ok: false; why: 'statement-unreadable' | 'statement-uneven'; about: Record<string, string> }

const unreadable = (reason: string): ReadStatements => ({ ok: false, why: 'statement-unreadable', about: { reason } })

/** Reads a bank's file: CAMT.053 with as many accounts as it has, or a table of one. What opens plus what moves is what closes, or it is refused. */
export function readStatements(bytes: Buffer, name: string): ReadStatements {
  const read = /^\s*(\ufeff)?</.test(bytes.subarray(0, 200).toString('utf8'))
    ? readCamt(bytes.toString('utf8'))
    : readTable(bytes, name)
  if (!read.ok) return read
  for (const { account, reference, opening, closing, lines } of read.statements) {
    if (opening === null || closing === null) continue
    const left = sumOf([opening, ...lines.map(({ amount }) => amount), negated(closing)])
    if (left !== '0') return { ok: false, why: 'statement-uneven', about: { account, reference, difference: left } }
  }
  return read
}

const negated = (amount: string) => (amount.startsWith('-') ? amount.slice(1) : amount === '0' ? '0' : `-${amount}`)

type Node = { name: string; attributes: Record<string, string>; children: Node[]; text: string }

/** The tree of an XML document, names without their prefixes. Entities of its own are not resolved: saxes knows only the five of XML. */
function treeOf(text: string): Node {
  const root: Node = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  const parser = new SaxesParser({ xmlns: false })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw new Error('a bank statement has no doctype')
  })
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = {
      name: name.replace(/^.*:/, ''),
      attributes: attributes as Record<string, string>,
      children: [],
      text: '',
    }
    open.at(-1)!.children.push(node)
    open.push(node)
    if (open.length > 60) throw new Error('too deep')
  })
  parser.on('text', (part) => {
    open.at(-1)!.text += part
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.write(text).close()
  return root
}

const all = (node: Node | undefined, path: string): Node[] =>
  path
    .split('/')
    .reduce(
      (nodes, name) => nodes.flatMap((one) => one.children.filter((child) => child.name === name)),
      node ? [node] : [],
    )
const first = (node: Node | undefined, path: string): string | null => all(node, path)[0]?.text.trim() || null

/** ISO 20022 camt.053, whatever its version: statements by account, each movement with what the bank says of it. */
function readCamt(text: string): ReadStatements {
  let root: Node
  try {
    root = treeOf(text)
  } catch (error) {
    return unreadable((error as Error).message.split('\n')[0]!)
  }
  const found = all(root, 'Document/BkToCstmrStmt/Stmt')
  if (found.length === 0) return unreadable('no BkToCstmrStmt/Stmt')
  const statements: Statement[] = []
  for (const stmt of found) {
    const account = first(stmt, 'Acct/Id/IBAN') ?? first(stmt, 'Acct/Id/Othr/Id')
    if (!account) return unreadable('no Acct/Id')
    const balance = (code: string) => {
      const own = all(stmt, 'Bal').find((bal) => first(bal, 'Tp/CdOrPrtry/Cd') === code)
      return own ? signed(own) : null
    }
    const lines: StatementLine[] = []
    for (const entry of all(stmt, 'Ntry')) {
      // Only what is booked has moved.
      const status = first(entry, 'Sts/Cd') ?? first(entry, 'Sts')
      if (status && status !== 'BOOK') continue
      const day = first(entry, 'BookgDt/Dt') ?? first(entry, 'BookgDt/DtTm')?.slice(0, 10) ?? first(entry, 'ValDt/Dt')
      const amount = signed(entry)
      if (!day || !parseDay(day) || amount === null) return unreadable(`Ntry ${lines.length + 1}`)
      const details = all(entry, 'NtryDtls/TxDtls')
      const told = details.length > 1 && details.every((one) => first(one, 'Amt') ?? first(one, 'AmtDtls/TxAmt/Amt'))
      // A collective entry is told movement by movement, when the bank tells their amounts and they add up.
      const parts = told ? details.map((one) => ({ one, amount: partOf(one, entry) })) : []
      if (parts.length > 0 && sumOf([...parts.map((part) => part.amount), negated(amount)]) === '0')
        for (const part of parts) lines.push({ day, amount: part.amount, ...wordsOf(part.one, entry) })
      else lines.push({ day, amount, ...wordsOf(details[0], entry) })
    }
    const days = lines.map(({ day }) => day).sort()
    const from = first(stmt, 'FrToDt/FrDtTm')?.slice(0, 10) ?? days[0] ?? first(stmt, 'CreDtTm')?.slice(0, 10)
    const to = first(stmt, 'FrToDt/ToDtTm')?.slice(0, 10) ?? days.at(-1) ?? from
    if (!from || !to) return unreadable('no date')
    statements.push({
      account,
      reference: first(stmt, 'Id') ?? `${from}/${to}`,
      currency: first(stmt, 'Acct/Ccy') ?? all(stmt, 'Bal/Amt')[0]?.attributes.Ccy ?? 'MAD',
      from,
      to,
      opening: balance('OPBD') ?? balance('PRCD'),
      closing: balance('CLBD'),
      lines,
    })
  }
  return { ok: true, statements }
}

function signed(node: Node): string | null {
  const amount = parseAmount(first(node, 'Amt') ?? '')
  if (amount === null) return null
  return first(node, 'CdtDbtInd') === 'DBIT' ? negated(amount) : amount
}

function partOf(details: Node, entry: Node): string {
  const amount = parseAmount(first(details, 'Amt') ?? first(details, 'AmtDtls/TxAmt/Amt') ?? '') ?? '0'
  return (first(details, 'CdtDbtInd') ?? first(entry, 'CdtDbtInd')) === 'DBIT' ? negated(amount) : amount
}

function wordsOf(details: Node | undefined, entry: Node): { wording: string; reference: string | null } {
  const party =
    first(details, 'RltdPties/Dbtr/Nm') ??
    first(details, 'RltdPties/Dbtr/Pty/Nm') ??
    first(details, 'RltdPties/Cdtr/Nm') ??
    first(details, 'RltdPties/Cdtr/Pty/Nm')
  const says = all(details, 'RmtInf/Ustrd').map(({ text }) => text.trim())
  const wording = [party, ...says, first(entry, 'AddtlNtryInf')].filter(Boolean).join(' · ').slice(0, 300)
  const reference =
    first(details, 'Refs/EndToEndId') ?? first(details, 'Refs/AcctSvcrRef') ?? first(entry, 'AcctSvcrRef')
  return { wording: wording || '—', reference: reference === 'NOTPROVIDED' ? null : reference }
}

const columns = {
  day: ['Date', "Date d'opération", 'Date comptable', 'Date valeur', 'Date opération'],
  wording: ['Libellé', 'Opération', 'Description', 'Wording', 'Libellé opération'],
  amount: ['Montant', 'Amount'],
  debit: ['Débit', 'Debit'],
  credit: ['Crédit', 'Credit'],
  reference: ['Référence', 'Réf', 'Reference'],
} as const

/** A bank's table of movements: a day, words, and an amount, or a debit and a credit. */
function readTable(bytes: Buffer, name: string): ReadStatements {
  const read = readCsv(bytes)
  if ('error' in read) return unreadable(read.error.reason)
  const [head, ...rest] = read.lines
  const place = (key: keyof typeof columns) =>
    head?.cells.findIndex((cell) => columns[key].some((word) => headerKey(word) === headerKey(cell))) ?? -1
  const [day, wording, amount, debit, credit, reference] = (
    ['day', 'wording', 'amount', 'debit', 'credit', 'reference'] as const
  ).map(place)
  if (day! < 0 || (amount! < 0 && (debit! < 0 || credit! < 0)))
    return unreadable('Date; Libellé; Montant (Débit; Crédit)')
  const lines: StatementLine[] = []
  for (const { line, cells } of rest) {
    if (cells.every((cell) => !cell.trim())) continue
    const cell = (at: number | undefined) => (at === undefined || at < 0 ? '' : (cells[at] ?? '').trim())
    const on = parseDay(cell(day))
    const parsed = (text: string) => (text ? parseAmount(text) : '0')
    const moved = amount! >= 0 ? parsed(cell(amount)) : difference(parsed(cell(credit)), parsed(cell(debit)))
    if (!on || moved === null) return unreadable(String(line))
    lines.push({ day: on, amount: moved, wording: cell(wording) || '—', reference: cell(reference) || null })
  }
  if (lines.length === 0) return unreadable('0')
  const days = lines.map((line) => line.day).sort()
  const account = name.replace(/\.\w+$/, '')
  const [from, to] = [days[0]!, days.at(-1)!]
  return {
    ok: true,
    statements: [
      { account, reference: `${from}/${to}`, currency: 'MAD', from, to, opening: null, closing: null, lines },
    ],
  }
}

const difference = (credit: string | null, debit: string | null): string | null =>
  credit === null || debit === null ? null : sumOf([credit, negated(debit.replace('-', ''))])
