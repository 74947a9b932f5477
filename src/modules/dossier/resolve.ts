import type { Cell, Former, Row, Sheet, Values } from '../../core/sheet.ts'
import { fold, isNear, nameKey } from '../../platform/fold.ts'
import { newId } from '../../platform/ids.ts'
import { faultIn, type Report, type Table } from './table.ts'

/** A record others may refer to, stored or about to be. */
export type Known = { id: string; values: Values; line: number }

/** The records of one sheet, found by whatever they can be called by. */
export class Register {
  readonly sheet: Sheet
  readonly known = new Map<string, Known>()
  #byCall = new Map<string, Set<string>>()
  readonly called = new Set<string>()
  readonly #formerly = new Map<string, Set<string>>()

  constructor(sheet: Sheet) {
    this.sheet = sheet
  }

  add(record: Known): void {
    const before = this.known.get(record.id)
    if (before) for (const call of this.#callsOf(before)) this.#byCall.get(call)?.delete(record.id)
    this.known.set(record.id, record)
    for (const call of this.#callsOf(record)) {
      const ids = this.#byCall.get(call) ?? new Set()
      this.#byCall.set(call, ids.add(record.id))
    }
  }

  /** What records were called before. */
  addFormer(former: readonly Former[]): void {
    for (const { id, name } of former) {
      const ids = this.#formerly.get(nameKey(name)) ?? new Set()
      this.#formerly.set(nameKey(name), ids.add(id))
    }
  }

  /** The one record that was called so before and is called otherwise now, where none is called so. */
  formerlyCalled(name: string): Known | null {
    if (this.#byCall.get(nameKey(name))?.size) return null
    const known = [...(this.#formerly.get(nameKey(name)) ?? [])].flatMap((id) => this.known.get(id) ?? [])
    return known.length === 1 ? known[0]! : null
  }

  /** The ids a word fits: none, one, or several when it does not tell them apart. */
  find(word: string): string[] {
    if (this.known.has(word)) return [word]
    const called = [nameKey(word), fold(word), padded(word)]
      .map((call) => this.#byCall.get(call))
      .find((ids) => ids?.size)
    const former = called ? null : this.formerlyCalled(word)
    const ids = called ? [...called] : former ? [former.id] : []
    const exact = ids.length > 1 ? ids.filter((id) => this.#namesOf(id).has(fold(word))) : ids
    const found = exact.length === 1 ? exact : ids
    for (const id of found) this.called.add(id)
    return found
  }

  /** What to call a record so that it is found again, and no other is. */
  callOf(id: string): string {
    const { values } = this.known.get(id)!
    const words = (this.sheet.calledBy ?? []).map((key) => values[key]).filter((word) => word != null)
    return words.find((word) => this.find(word).length === 1) ?? words[0] ?? ''
  }

  #callsOf({ values }: Known): string[] {
    return (this.sheet.calledBy ?? []).flatMap((key) =>
      values[key] ? [this.sheet.columns[key]!.cell.kind === 'name' ? nameKey(values[key]) : fold(values[key])] : [],
    )
  }

  /** The full ways to write a name: as it stands, and followed by the legal form the record states. */
  #namesOf(id: string): Set<string> {
    const { values } = this.known.get(id)!
    const { calledBy = [], qualifiedBy = '' } = this.sheet
    return new Set(calledBy.flatMap((key) => [fold(values[key] ?? ''), fold(`${values[key]} ${values[qualifiedBy]}`)]))
  }
}

const padded = (word: string) => (/^\d{8,14}$/.test(word) ? word.padStart(15, '0') : '')

/** People are known by their name; a new one is made when first met. */
export class People {
  readonly byKey = new Map<string, { id: string; name: string; table: Table | null; row: Row | null }>()

  find(name: string): string | null {
    return this.byKey.get(fold(name))?.id ?? null
  }

  meet(name: string, table: Table, row: Row): string {
    const known = this.find(name)
    if (known) return known
    const id = newId()
    this.byKey.set(fold(name), { id, name, table, row })
    return id
  }
}

type Unresolved = { table: Table; row: Row; key: string; word: string; to: string; calledBy?: string }

/** Turns the words of a dossier into the records they mean. What means nothing is kept until the end, when its cause can be told. */
export class Resolver {
  readonly registers: Map<string, Register>
  readonly people = new People()
  readonly #met = new Map<string, Set<string>>()
  readonly #unresolved: Unresolved[] = []
  readonly #report: Report
  readonly #fault: ReturnType<typeof faultIn>

  constructor(sheets: Sheet[], report: Report) {
    this.registers = new Map(sheets.map((sheet) => [sheet.name, new Register(sheet)]))
    this.#report = report
    this.#fault = faultIn(report)
  }

  /** Replaces each word of the row that means a record by the record's id. */
  resolve(table: Table, row: Row): void {
    for (const [key, { cell }] of Object.entries(table.sheet.columns)) {
      const word = row.values[key]
      if (word == null || row.faulty.has(key)) continue
      if (cell.kind === 'reference') row.values[key] = this.#one(table, row, key, word, cell.to)
      else if (cell.kind === 'references') row.values[key] = this.#several(table, row, key, word, cell.to)
      else if (cell.kind === 'person') row.values[key] = this.#person(table, row, key, word, cell)
      else if (cell.kind === 'party') this.#party(table, row, key, word, cell)
    }
  }

  /** Remembers that a person has been seen in a sheet's column, for sheets that only take people seen there. */
  met(sheet: string, column: string, person: string): void {
    const place = `${sheet}.${column}`
    this.#met.set(place, (this.#met.get(place) ?? new Set()).add(person))
  }

  #one(table: Table, row: Row, key: string, word: string, to: string): string | null {
    const found = this.registers.get(to)!.find(word)
    if (found.length === 1) return found[0]!
    if (found.length > 1) this.#fault(table.sheet, row, key, 'ambiguous-name', word)
    else this.#unresolved.push({ table, row, key, word, to })
    row.faulty.add(key)
    return null
  }

  /** A list: cut at semicolons, then at commas, joining pieces again where a name has a comma of its own. */
  #several(table: Table, row: Row, key: string, words: string, to: string): string | null {
    const register = this.registers.get(to)!
    const pieces = words.split(/[;,/|]|\s\+\s/).map((piece) => piece.trim())
    const ids = new Set<string>()
    for (let from = 0; from < pieces.length; ) {
      let upTo = pieces.length
      while (upTo > from + 1 && register.find(pieces.slice(from, upTo).join(', ')).length === 0) upTo--
      const word = pieces.slice(from, upTo).join(', ')
      const id = word && this.#one(table, row, key, word, to)
      if (id) ids.add(id)
      from = upTo
    }
    return [...ids].sort().join(' ') || null
  }

  #person(table: Table, row: Row, key: string, name: string, { among }: Cell & { kind: 'person' }): string | null {
    if (!among) {
      const id = this.people.meet(name, table, row)
      this.met(table.sheet.name, key, id)
      return id
    }
    const known = this.people.find(name)
    if (known && this.#met.get(among.join('.'))?.has(known)) return known
    this.#unresolved.push({ table, row, key, word: name, to: among[0], calledBy: among[1] })
    row.faulty.add(key)
    return null
  }

  #party(
    table: Table,
    row: Row,
    key: string,
    word: string,
    { to, natureIn, persons, strict }: Cell & { kind: 'party' },
  ): void {
    const { values } = row
    if (natureIn && row.faulty.has(natureIn)) {
      row.faulty.add(key)
      return
    }
    const isPerson = natureIn !== null && persons.includes(values[natureIn] ?? '')
    const found = isPerson ? [] : this.registers.get(to)!.find(word)
    values[`${key}_organisation_id`] = found.length === 1 ? found[0]! : null
    values[`${key}_person_id`] = isPerson
      ? this.people.meet(word, table, row)
      : natureIn || found.length
        ? null
        : this.people.find(word)
    if (found.length > 1) {
      this.#fault(table.sheet, row, key, 'ambiguous-name', word)
      row.faulty.add(key)
    } else if (strict && !values[`${key}_organisation_id`] && !values[`${key}_person_id`]) {
      this.#unresolved.push({ table, row, key, word, to })
      row.faulty.add(key)
    }
  }

  /**
   * Reports what could not be resolved, once for each cause: a whole sheet that is not there, a record whose own name cell is empty,
   * a record misspelt where it is declared, a word many rows share, and else cell by cell.
   */
  reportUnresolved(tables: Map<string, Table>): void {
    for (const [to, missing] of Map.groupBy(this.#unresolved, ({ to }) => to)) {
      const register = this.registers.get(to)!
      const target = tables.get(to)
      const calledBy = missing[0]!.calledBy ?? register.sheet.calledBy?.[0] ?? ''
      if (!target && register.known.size === 0) {
        this.#report(to, 1, '', 'missing-sheet', '', { times: String(missing.length) })
        continue
      }
      if (target?.absent.has(calledBy)) continue
      const words = [...Map.groupBy(missing, ({ word }) => fold(word)).values()].sort((a, b) => b.length - a.length)
      const unnamed = target?.rows.filter(({ faulty }) => faulty.has(calledBy)).length ?? 0
      for (const cells of words.slice(Math.min(unnamed, words.length))) this.#reportWord(cells, register, target)
    }
  }

  #reportWord(cells: Unresolved[], register: Register, target: Table | undefined): void {
    const [{ table, row, key, word }] = cells as [Unresolved]
    const code = 'unknown-reference'
    const times = String(cells.length)
    const misspelt = cells.length > 1 && target && this.#misspelt(word, register, target)
    if (cells.length === 1) this.#fault(table.sheet, row, key, code, word)
    else if (misspelt) this.#fault(register.sheet, misspelt.row, misspelt.key, code, misspelt.word, { word, times })
    else this.#fault(table.sheet, row, key, code, word, { times })
  }

  /** The one record nobody refers to, if there is but one; or the one whose name is nearly the word that several refer to. */
  #misspelt(word: string, { sheet, called }: Register, target: Table): { row: Row; key: string; word: string } | null {
    const uncalled = target.rows.filter(({ id }) => !called.has(id))
    const names = uncalled.flatMap((row) =>
      (sheet.calledBy ?? []).map((key) => ({ row, key, word: row.values[key] ?? '' })),
    )
    if (uncalled.length === 1 && names[0]) return names[0]
    const near = names.filter((own) => own.word && isNear(fold(own.word), fold(word)))
    return near.length === 1 ? near[0]! : null
  }
}
