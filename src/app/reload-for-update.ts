const KEY = 'reloaded-at'
const PAUSE_MS = 60_000
const GONE = /dynamically imported module|importing a module script failed|unable to preload/i

/**
 * Reloads once when a file of the page's version no longer exists, because a newer one runs. Typed data is in its draft
 * on the server. Does nothing while the server does not answer: an offline page must stay.
 */
export async function reloadForUpdate(
  error: unknown,
  { storage = sessionStorage, reload = () => location.reload() } = {},
): Promise<void> {
  if (!GONE.test(error instanceof Error ? error.message : '')) return
  if (Date.now() - Number(storage.getItem(KEY) ?? 0) < PAUSE_MS) return
  const answer = await fetch('/healthz', { cache: 'no-store' }).catch(() => null)
  if (!answer?.ok) return
  storage.setItem(KEY, String(Date.now()))
  reload()
}
