import type { ComponentChildren, VNode } from 'preact'

export type Frame = {
  lang: string
  dir: 'ltr' | 'rtl'
  title: string
  description?: string | undefined
  assets: { css: string; js: string; fonts: string[] }
  site: { name: string; home: string }
  nav: { text: string; href: string; current: boolean }[]
  langs: { lang: string; text: string; href: string; current: boolean }[]
  /** Whoever reads: their places, and the way out. */
  person?: { links: { text: string; href: string }[]; out: { action: string; text: string } | null } | undefined
  feed?: string | undefined
  foot?: { text: string; href: string }[]
  facts?: unknown
  wide?: boolean | undefined
  names: { skip: string; sections: string; languages: string; made: string; yourPlaces: string }
  children: ComponentChildren
}

export const Mark = (): VNode => (
  <svg viewBox="0 0 40 40" aria-hidden="true">
    <g fill="currentColor">
      <circle cx="20" cy="9" r="5.6" />
      <circle cx="12.6" cy="17.6" r="5" />
      <circle cx="26.8" cy="18.2" r="5.3" />
      <circle cx="19" cy="25" r="4.6" />
      <circle cx="28" cy="28.6" r="3.7" />
      <circle cx="20.4" cy="34" r="3.1" />
    </g>
  </svg>
)

// A script element ends at the first "</", whatever language its content is in.
const inScript = (facts: unknown) => JSON.stringify(facts).replaceAll('<', '\\u003c')

/** The frame of every page. */
export function Layout({
  lang,
  dir,
  title,
  description,
  assets,
  site,
  nav,
  langs,
  person,
  feed,
  foot = [],
  facts,
  wide,
  names,
  children,
}: Frame): VNode {
  return (
    <html lang={lang} dir={dir}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {description && <meta name="description" content={description} />}
        <meta name="color-scheme" content="light dark" />
        {assets.fonts.map((font) => (
          <link key={font} rel="preload" href={font} as="font" type="font/woff2" crossorigin="anonymous" />
        ))}
        <link rel="stylesheet" href={assets.css} />
        <link rel="icon" href="/assets/mark.svg" type="image/svg+xml" />
        {langs.map(({ lang, href, current }) =>
          current ? null : <link key={lang} rel="alternate" hreflang={lang} href={href} />,
        )}
        {feed && <link rel="alternate" type="application/atom+xml" href={feed} title={site.name} />}
        {facts ? <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: inScript(facts) }} /> : null}
        <script type="module" src={assets.js} />
      </head>
      <body>
        <a class="skip" href="#text">
          {names.skip}
        </a>
        <header class="bar">
          <a class="mark" href={site.home}>
            <Mark />
            <b>{site.name}</b>
          </a>
          {nav.length > 0 && (
            <nav aria-label={names.sections}>
              {nav.map(({ text, href, current }) => (
                <a key={href} href={href} aria-current={current ? 'page' : undefined}>
                  {text}
                </a>
              ))}
            </nav>
          )}
          {person && (
            <nav class="person" aria-label={names.yourPlaces}>
              {person.links.map(({ text, href }) => (
                <a key={href} href={href}>
                  <bdi>{text}</bdi>
                </a>
              ))}
              {person.out && (
                <form method="post" action={person.out.action}>
                  <button type="submit" class="plain">
                    {person.out.text}
                  </button>
                </form>
              )}
            </nav>
          )}
          <nav class="langs" aria-label={names.languages}>
            {langs.map(({ lang, text, href, current }) =>
              current ? (
                <b key={lang} lang={lang}>
                  {text}
                </b>
              ) : (
                <a key={lang} lang={lang} hreflang={lang} href={href}>
                  {text}
                </a>
              ),
            )}
          </nav>
        </header>
        <main id="text" class={wide ? 'wide' : undefined}>
          {children}
        </main>
        <footer class="foot">
          <span>{names.made}</span>
          {foot.map(({ text, href }) => (
            <a key={href} href={href}>
              {text}
            </a>
          ))}
          {feed && <a href={feed}>Atom</a>}
        </footer>
      </body>
    </html>
  )
}
