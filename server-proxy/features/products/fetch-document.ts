import type { Deps } from '../../deps.ts'
import { type Egress, EgressRefused, faultOf } from '../../http/egress.ts'
import { typeOf } from '../../http/file-type.ts'
import { badField, Refusal } from '../../http/refusal.ts'
import { webhookRule } from '../../http/webhook-rule.ts'
import { MOST_FILE_BYTES } from '#contract/kept-file.ts'
import { keepFile } from '../../store/files.ts'

/** The browser waits for 30 s. */
const MAX_MS = 20_000

/**
 * Fetches the PDF at an address, keeps its bytes and returns its SHA-256. Throws 400 when the address is malformed or
 * private. When the PDF cannot be fetched, throws 422 with the reason at `url`. With `confirmed` it returns null
 * instead, and the caller keeps the address alone.
 */
export async function fetchDocument(
  { db, egress, sandbox }: Pick<Deps, 'db' | 'egress' | 'sandbox'>,
  url: string,
  confirmed: boolean,
): Promise<string | null> {
  // A page number within the document is for its reader.
  const address = url.replace(/#.*$/, '')
  const fault = faultOf(address, webhookRule(sandbox))
  if (fault) throw badField('url', fault === 'private' ? 'url-private' : 'url-https')
  const got = await pdfAt(egress, address)
  if (typeof got !== 'string') return keepFile(db, once(got))
  if (got === 'url-private') throw badField('url', got)
  if (!confirmed) throw new Refusal(422, 'needs-confirmation', { fields: [{ field: 'url', code: got }] })
  return null
}

/** The PDF, or why there is none. */
async function pdfAt(egress: Egress, url: string): Promise<Buffer | string> {
  try {
    const { status, body } = await egress.send(url, {
      headers: { accept: 'application/pdf, */*;q=0.1' },
      redirects: 3,
      maxBytes: MOST_FILE_BYTES,
      maxMs: MAX_MS,
    })
    if (status !== 200) return `address-status-${status}`
    return typeOf(body) === 'application/pdf' ? body : 'address-not-pdf'
  } catch (error) {
    if (error instanceof EgressRefused) return REFUSED[error.message] ?? 'address-unreachable'
    return error instanceof Error && error.name === 'TimeoutError' ? 'address-slow' : 'address-unreachable'
  }
}

const REFUSED: Record<string, string> = { 'private address': 'url-private', 'too large': 'address-too-large' }

async function* once(body: Buffer): AsyncGenerator<Buffer> {
  yield body
}
