/** What every answer carries: no script but ours, no frame around us, no guessing of types. */
export const securityHeaders: Record<string, string> = {
  'content-security-policy':
    "default-src 'none'; object-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

/** What an answer over https carries besides: no browser that was here once comes again in the clear. */
export const strictTransport = ['strict-transport-security', 'max-age=63072000; includeSubDomains'] as const

/** A name that a browser may save a file under, whatever it is called here. */
export const attachment = (name: string): string =>
  `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`
