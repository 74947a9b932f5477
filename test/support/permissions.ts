import { deeds, modules, sheets, viewsByName } from '../../src/app/modules.ts'
import { roles } from '../../src/core/permission.ts'

/** The roles somebody can come in with; the office is the machine itself and may everything. */
export const columns = roles.filter((role) => role !== 'office')

export type Row = { kind: 'deed' | 'page' | 'view'; name: string; may: readonly string[] }

/** Everything somebody might be refused, with who is not. */
export const declaredRows = (): Row[] => [
  ...deeds.map(({ name, may }): Row => ({ kind: 'deed', name, may })),
  ...modules.flatMap(({ pages }) =>
    pages.map(({ path, may = ['public'] }): Row => ({ kind: 'page', name: path, may })),
  ),
  ...[...viewsByName.values()].map(({ name, may }): Row => ({ kind: 'view', name, may })),
]

const allowed = (may: readonly string[], role: string) => may.includes('public') || may.includes(role)

const titles = { deed: 'Deeds', page: 'Pages', view: 'Views' } as const

/** The table of every role against every deed, page and view, for people to read and sign off. */
export function tableOf(rows: Row[]): string {
  const sections = (['deed', 'page', 'view'] as const).map((kind) => {
    const own = rows.filter((row) => row.kind === kind)
    const lines = own.map(
      ({ name, may }) =>
        `| \`${name.replaceAll('|', '\\|')}\` | ${columns.map((role) => (allowed(may, role) ? '✓' : '·')).join(' | ')} |`,
    )
    return [
      `## ${titles[kind]}`,
      '',
      `| | ${columns.join(' | ')} |`,
      `| --- | ${columns.map(() => ':-:').join(' | ')} |`,
      ...lines,
    ].join('\n')
  })
  return `# Who may do what

Generated from the declarations (\`GRAPPE_WRITE=1 npx vitest run test/permissions.test.ts\`), read by hand, and tested cell by cell against the running house. The office is whoever runs commands on the machine, and may everything. Roles are held from a day and until another; a funder and a member see, of registers, only what their organisation has part in. The evidence of a figure and the records it counts are open to everybody; facts about private persons, and who owes dues, are shown in them to those who keep the records and to the board alone.

${sections.join('\n\n')}
`
}

export type Cell = { kind: Row['kind']; name: string; role: string; allowed: boolean }

/** The cells of the table as it stands in the repository. */
export function cellsOf(table: string): Cell[] {
  const cells: Cell[] = []
  let kind: Row['kind'] = 'deed'
  for (const line of table.split('\n')) {
    const title = /^## (\w+)/.exec(line)?.[1]
    if (title) kind = (Object.keys(titles) as Row['kind'][]).find((one) => titles[one] === title)!
    const name = /^\| `(.+?)` \|/.exec(line)?.[1]
    if (!name) continue
    const marks = line
      .slice(line.indexOf('` |') + 3)
      .split('|')
      .map((mark) => mark.trim())
      .filter(Boolean)
    columns.forEach((role, place) => {
      cells.push({ kind, name: name.replaceAll('\\|', '|'), role, allowed: marks[place] === '✓' })
    })
  }
  return cells
}

/** An address for each page that exists in the demo, so that what is refused is refused for want of a role. */
export const sampleOf = (path: string, samples: Record<string, string>): string =>
  path
    .replace(/\{[^}]*\}\?/g, '')
    .replace(/:sheet/, sheets[1]!.name)
    .replace(/:(\w+)(\([^)]*\))?/g, (whole, name: string) => samples[`${path} ${name}`] ?? samples[name] ?? whole)
