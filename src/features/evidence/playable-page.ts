import { requestFile } from '../../api/request.ts'
import { VIEWER_FILE, withEvidence } from '../../contract/evidence-in-page.ts'

/** Fetches the viewer. Returns what puts a signed file into it. */
export async function openViewer(): Promise<(file: Blob) => Promise<Blob>> {
  const page = await (await requestFile(VIEWER_FILE)).file.text()
  // Throws before the audited export when the file is not the viewer.
  withEvidence(page, '')
  return async (file) => new Blob([withEvidence(page, await base64Of(file))], { type: 'text/html' })
}

/** Bytes are encoded in groups of three, so parts of this size join without padding. */
const PART = 3 * 8_192

async function base64Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += PART)
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + PART)))
  return text
}
