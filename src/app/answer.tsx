import { gzipSync } from 'node:zlib'
import { render } from 'preact-render-to-string'
import type { Shown } from '../core/page.ts'
import type { Assets } from '../platform/http/assets.ts'
import { sha256 } from '../platform/ids.ts'
import { directionOf, type Lang } from '../platform/texts.ts'
import { words } from '../platform/words.ts'
import { type Frame, Layout } from '../ui/layout.tsx'

/** An answer ready to send, kept as long as the records it was read off stay as they are. */
export type Ready = {
  status: number
  type: string
  body: Buffer
  gzip: Buffer | null
  etag: string
  name?: string | undefined
  location?: string
  cookie?: string
  /** Whoever read here has left: the browser is to forget what it read. */
  forget?: true
  /** Seconds before it may be asked again. */
  retryAfter?: number
  /** Made for one reader: no cache may keep it. */
  personal?: true
  /** Not kept here either: it has a form, whose state may change without the journal. */
  uncached?: true
}

/** What a page's frame is given besides the page: the menu, the languages, the site's own name. */
export type Around = Partial<Frame> & Pick<Frame, 'langs'> & { lang: Lang }

/** Sets a page in its frame. */
export function framed(assets: Assets, shown: Shown, around: Around): Ready {
  const { lang } = around
  const html = render(
    <Layout
      dir={directionOf(lang)}
      title={shown.title}
      description={shown.description}
      assets={{ css: assets.css, js: assets.js, fonts: lang === 'ar' ? assets.fonts.arabic : assets.fonts.latin }}
      site={{ name: 'Grappe', home: '/' }}
      nav={[]}
      facts={shown.facts}
      wide={shown.wide}
      names={words[lang]}
      {...around}
      lang={lang}
    >
      {shown.body}
    </Layout>,
  )
  return made(shown.status ?? 200, 'text/html; charset=utf-8', `<!doctype html>${html}`)
}

const pressed = /^(text\/|application\/(json|xml|atom\+xml))/

export function made(status: number, type: string, content: string | Uint8Array, name?: string): Ready {
  const body = Buffer.from(content as string)
  return {
    status,
    type,
    body,
    gzip: pressed.test(type) && body.length > 1024 ? gzipSync(body) : null,
    etag: `"${sha256(body).slice(0, 24)}"`,
    name,
  }
}

export const redirect = (to: string): Ready => ({
  status: 303,
  type: 'text/plain; charset=utf-8',
  body: Buffer.from(to),
  gzip: null,
  etag: '',
  location: to,
})
