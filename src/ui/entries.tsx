/** A thing of a list: what it is called, where it is, and what is said of it, line by line. */
export type Entry = {
  key: string
  href: string
  title: string
  lines: { parts: (string | null | undefined | false)[]; quiet?: boolean }[]
}

/** Words joined by dots. A record's French name stays whole in an Arabic line, and a date beside it too. */
export const Parts = ({ of }: { of: (string | null | undefined | false)[] }) =>
  of
    .filter((part) => !!part)
    .map((part, place) => (
      <>
        {place > 0 && ' · '}
        <bdi>{part}</bdi>
      </>
    ))

/** A list of things, each under its own heading. */
export const Entries = ({ of, heading: Heading = 'h2' }: { of: Entry[]; heading?: 'h2' | 'h3' }) => (
  <ul class="entries">
    {of.map(({ key, href, title, lines }) => (
      <li key={key}>
        <Heading>
          <a href={href}>
            <bdi>{title}</bdi>
          </a>
        </Heading>
        {lines
          .filter(({ parts }) => parts.some(Boolean))
          .map(({ parts, quiet }, place) => (
            <p key={place} {...(quiet ? { class: 'quiet' } : {})}>
              <Parts of={parts} />
            </p>
          ))}
      </li>
    ))}
  </ul>
)
