/** Where the central directory of a ZIP lists its entries. */
const ENTRY = Buffer.from('PK\x01\x02', 'latin1')
const ENTRY_HEAD = 46

/**
 * Detects the type by the content, not by the header. SVG and HTML are not accepted, since they can contain
 * scripts.
 */
export function typeOf(body: Buffer): string | null {
  const head = body.subarray(0, 12).toString('latin1')
  if (head.startsWith('%PDF')) return 'application/pdf'
  if (head.startsWith('\x89PNG')) return 'image/png'
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (head.startsWith('GIF8')) return 'image/gif'
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp'
  if (head.startsWith('PK\x03\x04')) return isOfd(body) ? 'application/ofd' : null
  return isXml(body) ? 'application/xml' : null
}

/** GB/T 33190: a ZIP with OFD.xml at its root. */
function isOfd(body: Buffer): boolean {
  for (let at = body.indexOf(ENTRY); at >= 0; at = body.indexOf(ENTRY, at + 4)) {
    if (at + ENTRY_HEAD > body.length) return false
    const name = body.subarray(at + ENTRY_HEAD, at + ENTRY_HEAD + body.readUInt16LE(at + 28))
    if (name.toString('latin1') === 'OFD.xml') return true
  }
  return false
}

/** A declaration, then a root that no browser runs. */
function isXml(body: Buffer): boolean {
  const start = body
    .subarray(0, 2_000)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
  const root = /^\s*<\?xml[^>]*\?>\s*(?:<!--[^]*?-->\s*)*<([\w:.\x80-\xff-]+)/.exec(start)?.[1]
  return root !== undefined && !/(^|:)(html|svg|xsl|stylesheet|transform)$/i.test(root)
}
