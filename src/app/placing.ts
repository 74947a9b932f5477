import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openArchive } from '../platform/keep/archive.ts'
import { move, type Restored, restore } from '../platform/keep/place.ts'
import { openStore } from '../platform/store/store.ts'
import { done, misuse, type Options, refused, type Terminal } from './command-line.ts'
import type { Config } from './config.ts'
import { said } from './said.fr.ts'

export type Placing = {
  usage: string
  says: string
  takes: string[]
  run(asked: { config: Config; terminal: Terminal; words: string[]; options: Options }): Promise<number>
}

/** The commands that put a store where none is: they open what they need themselves, while nobody else has it. */
export const placing: Record<string, Placing> = {
  restore: {
    usage: 'restore FILE',
    says: said.does.restore,
    takes: [],
    run: async ({ config, terminal, words }) => {
      const path = resolve(terminal.cwd, words[0] ?? '')
      if (words.length !== 1 || !isReadable(path))
        return misuse(terminal, said.noFile(words[0] ?? ''), said.usage('restore FILE'))
      const archive = openArchive(path)
      if (!archive) return sorry(terminal, said.archiveDamaged(path))
      try {
        const { grappe, madeAt } = archive.manifest
        terminal.out(`${said.archiveWhole(grappe, madeAt)}\n`)
        const result = await restore(placeOf(config), archive, tableTold(terminal))
        if (!result.ok) return sorry(terminal, whyNot(result, config))
        terminal.out(`${said.restored(rowsOf(result.tables), result.tables.size)}\n`)
        return done
      } finally {
        archive.close()
      }
    },
  },
  move: {
    usage: 'move --to DATABASE_URL|embedded',
    says: said.does.move,
    takes: ['to'],
    run: async ({ config, terminal, options }) => {
      const to = String(options.to ?? '')
      const toServer = /^postgres(ql)?:\/\//.test(to)
      if (!toServer && to !== 'embedded') return misuse(terminal, said.toNeeded, said.usage(placing.move!.usage))
      if (!toServer && !config.databaseUrl) return sorry(terminal, said.alreadyThere)
      if (toServer && !config.databaseUrl && !existsSync(join(config.folder, 'store')))
        return sorry(terminal, said.nothingHere(config.folder))
      const place = placeOf(config)
      const from = await openStore(place)
      try {
        const target = { ...place, databaseUrl: toServer ? to : undefined }
        const result = await move(from, target, tableTold(terminal))
        if (!result.ok) return sorry(terminal, whyNot(result, config))
        terminal.out(
          `${said.moved(rowsOf(result.tables), result.tables.size)}\n${toServer ? said.nowSet : said.nowUnset}\n`,
        )
        return done
      } finally {
        await from.close()
      }
    },
  },
}

const placeOf = ({ folder, databaseUrl, root }: Config) => ({
  folder,
  databaseUrl,
  migrations: join(root, 'migrations'),
})

function isReadable(path: string): boolean {
  try {
    const file = openSync(path, 'r')
    readSync(file, Buffer.alloc(1), 0, 1, 0)
    closeSync(file)
    return true
  } catch {
    return false
  }
}

const tableTold =
  ({ err, isTerminal }: Terminal) =>
  (name: string, { rows }: { rows: number }) => {
    if (isTerminal) err(`  ${name} ${rows}\n`)
  }

const rowsOf = (tables: Map<string, { rows: number }>): number =>
  [...tables.values()].reduce((sum, { rows }) => sum + rows, 0)

const whyNot = ({ why, table }: Restored & { ok: false }, { folder }: Config): string =>
  why === 'occupied' ? said.placeTaken(join(folder, table)) : said.notPlaced[why](table)

function sorry({ err }: Terminal, reason: string): number {
  err(`grappe: ${reason}\n`)
  return refused
}
