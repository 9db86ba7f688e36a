import { useQuery } from '@tanstack/react-query'
import { readSession } from '../contract/endpoints/session.ts'
import { Session } from '../contract/session.ts'
import { readOptions } from './call.ts'

export const sessionQuery = {
  ...readOptions(readSession, {}),
  staleTime: 60_000,
}

/** The signed-in user; null while loading. */
export function useSession(): Session | null {
  return useQuery(sessionQuery).data ?? null
}

const CHANNEL = 'portal-session'

/** Tells other tabs about a sign-in or sign-out, since all tabs share the cookie. */
export function tellTabs(): void {
  if (!('BroadcastChannel' in globalThis)) return
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage(null)
  channel.close()
}

/** Calls `changed` when another tab signs in or out. Returns the unsubscribe function. */
export function watchTabs(changed: () => void): () => void {
  if (!('BroadcastChannel' in globalThis)) return () => {}
  const channel = new BroadcastChannel(CHANNEL)
  channel.addEventListener('message', changed)
  return () => channel.close()
}
