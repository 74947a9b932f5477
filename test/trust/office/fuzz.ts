/** T12: forms, calls, addresses and files by chance and by malice. Nothing breaks: every answer is a refusal in words, or done; no answer shows how we are made; memory stays bounded. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importInto } from '../../../src/app/import-dossier.ts'
import { deeds, modules, sheets } from '../../../src/app/modules.ts'
import { isLines } from '../../../src/core/asked.ts'
import { officeActor } from '../../../src/core/permission.ts'
import { tablesOf } from '../../../src/platform/files/folder.ts'
import { writeXlsx } from '../../../src/platform/files/xlsx-write.ts'
import { filled } from '../../support/chance.ts'
import { sampleOf } from '../../support/permissions.ts'
import { type Engine, type Finding, seeded } from '../seeded.ts'
import { callerIn, dayOfWork, openOffice } from './office.ts'

const now = new Date(`${dayOfWork}T10:00:00Z`)
const tells = /\n\s+at .*:\d+:\d+|node_modules|PostgresError|\/src\/(core|app|modules|platform)\//

const memoryMax = 512

const nasty: readonly unknown[] = [
  ...[
    '',
    ' ',
    '0',
    '-0',
    '1e400',
    'NaN',
    '١٢٣',
    '1.234.567,89',
    '9'.repeat(400),
    '-1',
    '0.1e-30',
    '2147483648',
    '99999999999999999999',
  ],
  ...[
    '0000-00-00',
    '2020-02-30',
    '30/02/2020',
    '29-02-2100',
    '9999-12-31',
    '0001-01-01',
    '10000-01-01',
    '2020-01-01T25:00',
    '1er janvier',
  ],
  ...[
    "'; drop table organisation; --",
    '<script>alert(1)</script>',
    '=1+1',
    '@SUM(A1)',
    '-2+3',
    '\t=1',
    '{members.count}',
    '{{7*7}}',
    '${7*7}',
  ],
  ...[
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\u202eabc',
    '\ufeff',
    '🌞'.repeat(50),
    'é'.normalize('NFD'),
    'A\r\nB: C',
    '%',
    '_',
    '\\',
    '../../etc/passwd',
    '%00',
    '%ff',
  ],
  ...[
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-7fff-8fff-ffffffffffff',
    '__proto__',
    'constructor',
    'toString',
    'null',
    'undefined',
    'true',
  ],
  ...[null, true, 0, -1, 1.5, 1e308, [], {}, [[]], { a: 1 }, [null], 'x'.repeat(49_999), 'x'.repeat(60_000)],
]

export async function fuzz({ cases, seed, engine }: { cases: number; seed: number; engine: Engine }): Promise<Finding> {
  const office = await openOffice(engine, seed)
  const { store, cluster, slug, chance } = office
  const random = seeded(seed)
  const wrong: string[] = []
  const counts: Record<string, number> = {}
  const codes: Record<number, number> = {}
  const below = (most: number) => Math.floor(random() * most)
  const one = <T>(of: readonly T[]): T => of[below(of.length)]!
  const scratch = mkdtempSync(join(tmpdir(), 'grappe-trust-'))
  const demo = new URL('../../../demo/cluster-solaire-2019', import.meta.url).pathname
  const files = readdirSync(demo)
    .filter((name) => name.endsWith('.csv'))
    .map((name) => ({ name, bytes: readFileSync(join(demo, name)) }))
  const small = files.filter(({ bytes }) => bytes.length < 12_000)
  const workbook = Buffer.from(
    await writeXlsx([
      {
        name: 'organisations',
        rows: [
          ['Nom', 'Nature'],
          ['A', 'Entreprise'],
          ['B', 'Startup'],
        ],
      },
    ]),
  )
  try {
    const { app, token, session } = await callerIn(store, cluster, slug, () => now)
    const ask = async (what: string, path: string, init: RequestInit = {}) => {
      let answer: Response
      try {
        answer = await app.request(`http://localhost${path}`, init)
      } catch (error) {
        // What no client can send is no case.
        if (error instanceof TypeError && /URL|header|method/i.test(error.message)) return
        throw error
      }
      const text = await answer.text()
      codes[answer.status] = (codes[answer.status] ?? 0) + 1
      if (answer.status >= 500 || tells.test(text))
        wrong.push(
          `${what} ${path.slice(0, 200)}: ${answer.status} ${text.slice(0, 200)} for ${String(init.body).slice(0, 600)}`,
        )
    }
    const bearer = { authorization: `Bearer ${token}` }
    // Few records are read at a time, or the last cases would be fuzzing a cluster of a million.
    const spoilt = async () => {
      const deed = one(deeds)
      const given = await store.within(cluster, (scope) => filled(scope, chance, deed, dayOfWork))
      for (let times = 1 + below(3); times > 0; times--) {
        const [key, field] = one(Object.entries(deed.asks))
        if (isLines(field) && random() < 0.7) {
          const lines = Array.isArray(given[key]) && given[key].length > 0 ? given[key] : [{}]
          const line = (one(lines) ?? {}) as Record<string, unknown>
          line[one(Object.keys(field.lines))] = one(nasty)
          given[key] = lines
        } else if (random() < 0.1) delete given[key]
        else if (random() < 0.05) given[String(one(nasty)).slice(0, 40)] = one(nasty)
        else given[key] = one(nasty)
      }
      return { deed, given }
    }
    const broken = (bytes: Buffer): Buffer => {
      let changed = Buffer.from(bytes)
      for (let times = 1 + below(4); times > 0; times--) {
        const at = below(changed.length)
        const kind = below(6)
        if (kind === 0) changed[at] = below(256)
        else if (kind === 1) changed = changed.subarray(0, at)
        else if (kind === 2)
          changed = Buffer.concat([
            changed.subarray(0, at),
            Buffer.from(String(one(nasty)).slice(0, 200)),
            changed.subarray(at),
          ])
        else if (kind === 3) changed = Buffer.concat([changed.subarray(0, at), changed.subarray(at + below(30))])
        else if (kind === 4)
          changed = Buffer.from(changed.toString('latin1').replaceAll(';', one([',', '\t', '"', '|', ';;'])), 'latin1')
        else
          changed = Buffer.concat([
            changed.subarray(0, at),
            Buffer.from(one(['"', '""', '\n', '\r', ';', '\u0000', '\ufeff'])),
            changed.subarray(at),
          ])
        if (changed.length === 0) return Buffer.from(' ')
      }
      return changed
    }
    const kinds: Record<string, { share: number; run: () => Promise<void> }> = {
      call: {
        share: 20,
        run: async () => {
          const { deed, given } = await spoilt()
          const body =
            random() < 0.03
              ? one(['', '{', '[]', 'null', '"x"', '{"a":', '\u0000', '[1,2', '{"__proto__":{"a":1}}'])
              : JSON.stringify(given)
          await ask(deed.name, `/api/v1/${slug}/deeds/${deed.name}`, {
            method: 'POST',
            headers: {
              ...bearer,
              'content-type': one(['application/json', 'application/json', 'application/json', 'text/plain']),
            },
            body,
          })
        },
      },
      form: {
        share: 15,
        run: async () => {
          const { deed, given } = await spoilt()
          const form = new URLSearchParams()
          for (const [key, value] of Object.entries(given))
            if (Array.isArray(value))
              value.forEach((line, place) => {
                for (const [own, cell] of Object.entries(line ?? {}))
                  form.append(`${key}.${random() < 0.05 ? one(['x', '-1', '1e9', '']) : place}.${own}`, String(cell))
              })
            else form.append(key, String(value))
          await ask(deed.name, `/${slug}/${one(['', 'ar/', 'en/'])}actes/${deed.name}`, {
            method: 'POST',
            headers: {
              cookie: `grappe=${session}`,
              'sec-fetch-site': 'same-origin',
              'content-type': 'application/x-www-form-urlencoded',
            },
            body: form.toString().slice(0, 200_000),
          })
        },
      },
      page: {
        share: 15,
        run: async () => {
          const word = () => encodeURIComponent(String(one(nasty)).slice(0, 300).toWellFormed())
          const path = sampleOf(
            one(modules.flatMap(({ pages }) => pages)).path,
            random() < 0.4
              ? { id: word(), figure: word(), year: word(), kind: word(), deed: word(), format: 'csv' }
              : { figure: 'members.count', year: '2019', kind: 'organisation', format: one(['csv', 'json']) },
          )
          const query = `${one(['q', 'page', 'tri', 'jour', 'as_of', 'annee', 'id', 'record', 'about', 'taille', 'lang'])}=${word()}`
          await ask('GET', `/${slug}/${one(['', 'ar/', 'en/'])}${path.slice(1)}?${query}`, {
            headers: { cookie: `grappe=${session}` },
          })
        },
      },
      register: {
        share: 10,
        run: async () => {
          const word = () => encodeURIComponent(String(one(nasty)).slice(0, 300).toWellFormed())
          const sheet = one(sheets)
          await ask(
            'GET',
            `/api/v1/${slug}/registers/${sheet.name}?size=3&${one(['q', 'page', 'size', 'sort', 'as_of', ...Object.keys(sheet.columns)])}=${word()}`,
            { headers: bearer },
          )
        },
      },
      file: {
        share: 36,
        run: async () => {
          const source = random() < 0.15 ? { name: 'x.xlsx', bytes: workbook } : one(files)
          const { tables, errors } = await tablesOf([
            { name: source.name, bytes: broken(source.bytes.subarray(0, 20_000)) },
          ])
          if (tables.length === 0 && errors.length === 0) wrong.push(`${source.name}: neither read nor refused`)
        },
      },
      dossier: {
        share: 4,
        run: async () => {
          const { name, bytes } = one(small)
          const path = join(scratch, name)
          writeFileSync(path, broken(bytes))
          const said = await importInto(store, {
            path,
            slug,
            dryRun: true,
            skipUnknownColumns: random() < 0.5,
            actor: officeActor,
            when: now,
          })
          for (const problem of said.problems)
            if (!problem.sheet || !problem.message || problem.row < 0)
              wrong.push(`${name}: a problem without its place: ${JSON.stringify(problem)}`)
          if (!said.ok && said.problems.length === 0) wrong.push(`${name}: refused without a word`)
          rmSync(path)
        },
      },
    }
    const all = Object.entries(kinds)
    const shares = all.reduce((sum, [, { share }]) => sum + share, 0)
    const drawn = (at: number) => {
      let left = at
      for (const entry of all) {
        left -= entry[1].share
        if (left < 0) return entry
      }
      return all.at(-1)!
    }
    for (let number = 0; number < cases; number++) {
      const [name, kind] = drawn(random() * shares)
      counts[name] = (counts[name] ?? 0) + 1
      await kind
        .run()
        .catch(
          (error) =>
            void wrong.push(`${name} broke: ${(error as Error).message} ${(error as Error).stack?.split('\n')[1]}`),
        )
      if (wrong.length > 100) break
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
    await office.close()
  }
  const told = (of: Record<string, number>) =>
    Object.entries(of)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ')
  const memory = Math.round(process.resourceUsage().maxRSS / 1024)
  return {
    name: `T12 fuzzed forms and imports (${engine})`,
    target: `0 answers of 5xx, 0 stack traces, at most ${memoryMax} MB`,
    figure: `${told(counts)}; answers ${told(codes)}; ${wrong.length} wrong; at most ${memory} MB`,
    ok: wrong.length === 0 && memory <= memoryMax,
    faults: wrong.map((fault) => `seed ${seed}: ${fault}`),
  }
}
