/** A form as it was sent: its fields, a name given several times in order, and its files. */
export type SentForm = {
  one(name: string): string
  all(name: string): string[]
  names(): string[]
  files(name: string): { name: string; type: string; bytes: Buffer }[]
}

/** Reads the two kinds of form a browser sends. The size has been limited before. */
export async function readForm(request: Request): Promise<SentForm | null> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)/i.test(type)) return null
  let data: FormData
  try {
    data = await request.formData()
  } catch {
    return null
  }
  const files = new Map<string, { name: string; type: string; bytes: Buffer }[]>()
  const texts = new Map<string, string[]>()
  for (const [key, value] of data) {
    if (typeof value === 'string') texts.set(key, [...(texts.get(key) ?? []), value])
    else if (value.size > 0) {
      const file = { name: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) }
      files.set(key, [...(files.get(key) ?? []), file])
    }
  }
  return {
    one: (name) => texts.get(name)?.[0] ?? '',
    all: (name) => texts.get(name) ?? [],
    names: () => [...texts.keys()],
    files: (name) => files.get(name) ?? [],
  }
}

/** Whether a change was asked from our own pages. Browsers say so (Fetch metadata); the oldest of them by the origin alone. */
export function isOwnRequest(headers: Headers, origin: string): boolean {
  const site = headers.get('sec-fetch-site')
  if (site) return site === 'same-origin'
  return headers.get('origin') === origin
}

// Over https the name itself has the browser refuse a cookie set by a neighbouring host, or sent in the clear.
const cookieName = (origin: string): string => (isSecure(origin) ? '__Host-grappe' : 'grappe')

export const isSecure = (origin: string): boolean => origin.startsWith('https:')

export const cookieOf = (headers: Headers, origin: string): string | null =>
  new RegExp(`(?:^|;\\s*)${cookieName(origin)}=([\\w-]{20,})`).exec(headers.get('cookie') ?? '')?.[1] ?? null

/** The address the reader used: the one that was set, else that of the request, which a proxy in front says was reached over https. */
export const originOf = (url: string, headers: Headers, set: string | undefined): string => {
  if (set) return new URL(set).origin
  const { protocol, host } = new URL(url)
  return `${headers.get('x-forwarded-proto') === 'https' ? 'https:' : protocol}//${host}`
}

/** The cookie that keeps somebody signed in: not for scripts, not for other sites, over https only where the site is. */
export const sessionCookie = (secret: string | null, origin: string, days: number): string =>
  [
    `${cookieName(origin)}=${secret ?? ''}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    `Max-Age=${secret ? days * 86_400 : 0}`,
    ...(isSecure(origin) ? ['Secure'] : []),
  ].join('; ')
