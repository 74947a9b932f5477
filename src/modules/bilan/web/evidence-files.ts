import type { Evidence, Figure } from '../../../core/figure.ts'
import { writeCsv } from '../../../platform/files/csv.ts'
import { writeXlsx } from '../../../platform/files/xlsx-write.ts'

const isMoney = ({ unit }: Figure) => unit === 'MAD'

/** One row of evidence as plain data: the record, what it is called, when, for how much it counts, and where it was read. */
export const evidenceJson = (figure: Figure, { record, records, label, day, quantity, parts, source }: Evidence) => ({
  record,
  ...(records > 1 ? { records } : {}),
  label,
  day,
  [isMoney(figure) ? 'amount' : 'count']: quantity,
  ...parts,
  source: source && { file: source.file, sheet: source.sheet, row: source.row },
})

export const evidenceJsonText = (figure: Figure, lines: Evidence[]): string =>
  `${JSON.stringify(
    lines.map((line) => evidenceJson(figure, line)),
    null,
    1,
  )}\n`

/** The same rows as a table, headers first. */
export function evidenceTable(figure: Figure, lines: Evidence[]): (string | number)[][] {
  const parts = Object.keys(figure.splits).concat(figure.by)
  return [
    ['kind', 'id', 'label', 'day', isMoney(figure) ? 'amount' : 'count', ...parts, 'file', 'sheet', 'row'],
    ...lines.map(({ record, label, day, quantity, parts: own, source }) => [
      record.kind,
      record.id,
      label,
      day ?? '',
      quantity,
      ...parts.map((part) => own[part] ?? ''),
      source?.file ?? '',
      source?.sheet ?? '',
      source?.row ?? '',
    ]),
  ]
}

export const evidenceCsv = (figure: Figure, lines: Evidence[]): string =>
  writeCsv(evidenceTable(figure, lines).map((row) => row.map(String)))

export const evidenceXlsx = (figure: Figure, lines: Evidence[]): Promise<Uint8Array> =>
  writeXlsx([{ name: figure.name, rows: evidenceTable(figure, lines) }])
