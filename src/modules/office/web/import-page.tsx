import type { Acted, Page } from '../../../core/page.ts'
import { tablesOf } from '../../../platform/files/folder.ts'
import { fill, numberText } from '../../../platform/texts.ts'
import { Form } from '../../../ui/form.tsx'
import { Table } from '../../../ui/table.tsx'
import { type ImportResult, importing, type RawTable } from '../../dossier/index.ts'
import { texts } from '../texts.ts'

const mostShown = 200

/** Brings a dossier in from the browser: looked at first, each problem beside its cell, then whole or not at all. */
export const importPage: Page = {
  path: '/bureau/import',
  may: ['secretary'],
  answer: async (web) => {
    const { lang, sent, say } = web
    const t = texts[lang]
    const kept = (sent?.values.files ?? []) as string[]
    const result = sent?.values.result as ImportResult | undefined
    const tables = (sent?.values.tables ?? []) as RawTable[]
    const total = result ? Object.values(result.rows).reduce((sum, count) => sum + count, 0) : 0
    return {
      title: `${t.import} · ${web.profile.name}`,
      wide: true,
      body: (
        <>
          <div class="title">
            <h1>{t.import}</h1>
          </div>
          <section class="full">
            <p>{t.importSays}</p>
            <Form
              action={web.link('/bureau/import')}
              multipart
              fields={[
                { name: 'files', label: t.files, kind: 'files', value: '', required: true, hint: t.filesHint },
                {
                  name: 'skip',
                  label: t.unknownColumns,
                  kind: 'choice',
                  value: String(sent?.values.skip ?? ''),
                  choices: [{ value: 'yes', text: t.leaveAside }],
                },
              ]}
              submit={t.look}
              problem={sent?.refusal && !result ? say.refusal(sent.refusal) : undefined}
              names={t.form}
            />
          </section>
          {result && (
            <section class="full" aria-live="polite">
              <h2>{result.ok ? t.ready : fill(t.problems, { count: numberText(lang, result.problems.length) })}</h2>
              {result.ok ? (
                <>
                  <p>
                    {fill(t.wouldDo, {
                      total: numberText(lang, total),
                      added: numberText(lang, result.added),
                      changed: numberText(lang, result.changed),
                      unchanged: numberText(lang, result.unchanged),
                    })}
                  </p>
                  <Form
                    action={web.link('/bureau/import')}
                    fields={[
                      { name: 'kept', label: '', kind: 'hidden', value: kept.join(' ') },
                      { name: 'skip', label: '', kind: 'hidden', value: String(sent?.values.skip ?? '') },
                      { name: 'go', label: '', kind: 'hidden', value: 'yes' },
                    ]}
                    submit={t.bringIn}
                    names={t.form}
                  />
                </>
              ) : (
                <Table
                  caption={t.import}
                  heads={[
                    { key: 'sheet', text: t.register },
                    { key: 'row', text: t.line, end: true },
                    { key: 'column', text: t.column },
                    { key: 'value', text: t.cell },
                    { key: 'what', text: t.toMend },
                  ]}
                  lines={result.problems.slice(0, mostShown).map(({ sheet, row, column, code, value }, place) => ({
                    key: String(place),
                    cells: [
                      say.sheet(sheet).many,
                      numberText(lang, row),
                      say.header(column),
                      <code key="cell" class="bad">
                        {cellOf(tables, sheet, row, column) || value || '—'}
                      </code>,
                      say.refusal({ ok: false, why: code, about: { value, column } }),
                    ],
                  }))}
                />
              )}
            </section>
          )}
        </>
      ),
    }
  },
  act: async (desk, _, form): Promise<Acted> => {
    const skip = form.one('skip')
    const sent = form
      .files('files')
      .map(({ name, bytes }) => ({ name, bytes, kept: `${desk.documents.put(bytes)}:${name}` }))
    // The second form names what the first one sent by its digest, so nothing is sent twice and nothing is trusted.
    const again = form
      .one('kept')
      .split(' ')
      .flatMap((kept) => {
        const [digest = '', encoded = ''] = kept.split(':')
        const bytes = desk.documents.read(digest)
        return bytes ? [{ name: plainName(encoded), bytes, kept }] : []
      })
    const files = sent.length > 0 ? sent.map((file) => ({ ...file, kept: encodeKept(file.kept) })) : again
    const values = { skip, files: files.map(({ kept }) => kept) }
    if (files.length === 0) return { again: { values, refusal: { ok: false, why: 'no-document' } } }
    const { tables, errors } = await tablesOf(files)
    if (errors[0]) {
      const { code, file, reason } = errors[0]
      return { again: { values, refusal: { ok: false, why: code, about: { value: reason, sheet: file } } } }
    }
    const go = form.one('go') === 'yes'
    const deed = importing(tables, { dryRun: !go, skipUnknownColumns: skip === 'yes' })
    const answer = await desk.perform(deed, {})
    if (answer.ok) return { to: `${desk.link('/bureau/journal')}?fait=1` }
    const result = answer.done as ImportResult | undefined
    if (!result) return { again: { values, refusal: answer } }
    return { again: { values: { ...values, result, tables }, refusal: result.ok ? null : answer } }
  },
}

const encodeKept = (kept: string) => kept.replace(/:(.*)$/s, (_, name: string) => `:${encodeURIComponent(name)}`)

/** A name as it was before it was sent along, or as it stands where somebody has written in it since. */
function plainName(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}

/** The cell a problem is about, as the file has it. */
function cellOf(tables: RawTable[], sheet: string, row: number, column: string): string {
  const table = tables.find((one) => one.sheet === sheet)
  const place = table?.header.findIndex((header) => header.trim() === column) ?? -1
  return table?.lines.find(({ line }) => line === row)?.cells[place] ?? ''
}
