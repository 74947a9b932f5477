/** An element with its texts already escaped. */
export type Xml = { element: string }

// XML 1.0 has no place for most control characters, escaped or not.
const allowed = (text: string) => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
const escaped = (text: string) =>
  allowed(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Writes an element; texts in it are escaped, elements in it stand as they are. */
export function xml(name: string, attributes: Record<string, string>, children: (string | Xml)[] = []): Xml {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
  const inside = children.map((child) => (typeof child === 'string' ? escaped(child) : child.element)).join('')
  return { element: `<${name}${given.join('')}>${inside}</${name}>` }
}

/** A whole document. */
export const xmlDocument = ({ element }: Xml): string => `<?xml version="1.0" encoding="utf-8"?>\n${element}\n`
