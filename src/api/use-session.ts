import { useQuery } from '@tanstack/react-query'
import { readSession } from '../contract/endpoints/session.ts'
import { Session } from '../contract/session.ts'
import { readOptions } from './call.ts'

export const sessionQuery = {
  ...readOptions(readSession, {}),
  staleTime: 60_000,
}

/** Who is signed in; null while that is being asked. */
export function useSession(): Session | null {
  return useQuery(sessionQuery).data ?? null
}

const CHANNEL = 'portal-session'

/** Somebody signed in or out here: the other tabs of the browser have the same cookie. */
export function tellTabs(): void {
  if (!('BroadcastChannel' in globalThis)) return
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage(null)
  channel.close()
}

/** Calls `changed` when another tab has told so; answers how to stop. */
export function watchTabs(changed: () => void): () => void {
  if (!('BroadcastChannel' in globalThis)) return () => {}
  const channel = new BroadcastChannel(CHANNEL)
  channel.addEventListener('message', changed)
  return () => channel.close()
}
