import { runCommand } from '../../src/app/commands.ts'
import type { Store } from '../../src/platform/store/store.ts'
import { root } from './stores.ts'

/** Types a command, and gives its exit code with what it said. */
export async function typed(store: Store, argv: string[], now: Date): Promise<{ code: number; said: string }> {
  const said: string[] = []
  const say = (text: string) => void said.push(text)
  const code = await runCommand(argv, store, { out: say, err: say, isTerminal: false, cwd: root }, now)
  return { code, said: said.join('') }
}
