import { extname } from 'node:path'

// What an office keeps as evidence. A page or a script is not among it: a browser would run it as ours.
const zipped: Record<string, string> = {
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.pptx': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  '.odt': 'application/vnd.oasis.opendocument.text',
  '.ods': 'application/vnd.oasis.opendocument.spreadsheet',
  '.zip': 'application/zip',
}
const plain: Record<string, string> = {
  '.csv': 'text/csv',
  '.txt': 'text/plain',
  '.md': 'text/markdown',
  '.eml': 'message/rfc822',
}

/** The type of a file by its first bytes and, where those fit several, by its ending; null for one that is not kept. */
export function typeOfFile(bytes: Buffer, name: string): string | null {
  const ending = extname(name).toLowerCase()
  const starts = (hex: string) => bytes.subarray(0, hex.length / 2).toString('hex') === hex
  if (starts('255044462d')) return 'application/pdf'
  if (starts('89504e470d0a1a0a')) return 'image/png'
  if (starts('ffd8ff')) return 'image/jpeg'
  if (bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP')
    return 'image/webp'
  if (starts('504b0304')) return zipped[ending] ?? null
  if (
    ending === '.xml' &&
    /^\s*</.test(
      bytes
        .subarray(0, 100)
        .toString('latin1')
        .replace(/^\xef\xbb\xbf/, ''),
    )
  )
    return 'application/xml'
  return plain[ending] && !bytes.subarray(0, 4096).includes(0) ? plain[ending] : null
}
