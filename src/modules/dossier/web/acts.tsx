import type { Web } from '../../../core/page.ts'
import { may } from '../../../core/permission.ts'

/** Ways to deeds, for whoever may do them; the first one stands out. */
export function Acts({ web, names, query = '' }: { web: Web; names: string[]; query?: string }) {
  const theirs = names.filter((name) => may(web.actor, web.deeds.get(name)?.may ?? []))
  if (theirs.length === 0) return null
  return (
    <ul class="acts full">
      {theirs.map((name, place) => (
        <li key={name}>
          <a class={place === 0 ? 'button' : undefined} href={`${web.link(`/actes/${name}`)}${query}`}>
            {web.say.deed(name).name}
          </a>
        </li>
      ))}
    </ul>
  )
}
