import type { Policy } from '../../contract/policies.ts'

/** Maximum zip size, because the browser holds it in memory. */
export const MOST_POLICIES = 200
const MOST_BYTES = 500 * 1024 * 1024
const AT_ONCE = 3

export type ZipWords = { policy: string; certificate: string }
type Wanted = { name: string; path: string }

/** The policies' files with readable names: 李雷-P2026…-保单.pdf. */
export function filesOf(policies: readonly Policy[], words: ZipWords): Wanted[] {
  return policies.flatMap(({ policyCode, insuredName, policyFile, certificateFile }) => {
    const name = (kind: string) =>
      `${[insuredName, policyCode, kind]
        .filter(Boolean)
        .join('-')
        .replace(/[^\p{L}\p{N}._-]+/gu, '_')}.pdf`
    return [
      ...(policyFile ? [{ name: name(words.policy), path: policyFile }] : []),
      ...(certificateFile ? [{ name: name(words.certificate), path: certificateFile }] : []),
    ]
  })
}

/**
 * Packs these files into a zip, fetching a few at a time. `onFile` gets the progress. Returns the names of files that
 * are unavailable or do not fit. Throws AbortError if `signal` aborts.
 */
export async function zipFiles(
  wanted: readonly Wanted[],
  signal: AbortSignal,
  onFile: (count: number) => void,
): Promise<{ zip: Blob; missing: string[] }> {
  const { downloadZip } = await import('client-zip')
  const missing: string[] = []
  let size = 0
  async function* files() {
    const coming = wanted.slice(0, AT_ONCE).map((one) => fetchPdf(one, signal))
    for (const [place, one] of wanted.entries()) {
      const file = await coming[place]
      const next = wanted[place + AT_ONCE]
      if (next) coming.push(fetchPdf(next, signal))
      size += file?.size ?? 0
      if (file && size <= MOST_BYTES) yield { name: one.name, input: file, lastModified: new Date() }
      else missing.push(one.name)
      onFile(place + 1)
    }
  }
  const zip = await downloadZip(files()).blob()
  signal.throwIfAborted()
  return { zip, missing }
}

/** Null if unavailable. Retries once. */
async function fetchPdf({ path }: Wanted, signal: AbortSignal): Promise<Blob | null> {
  for (let attempt = 1; attempt <= 2 && !signal.aborted; attempt++) {
    try {
      const answer = await fetch(path, { signal })
      if (answer.ok && answer.headers.get('content-type') === 'application/pdf') return await answer.blob()
    } catch {
      // Retried, then reported as missing.
    }
  }
  return null
}
