import { useQuery } from '@tanstack/react-query'
import { Session } from '../contract/session.ts'
import { request } from './request.ts'

export const sessionQuery = {
  queryKey: ['session'],
  queryFn: () => request(Session, '/api/session'),
  staleTime: 60_000,
}

/** Who is signed in; null while that is being asked. */
export function useSession(): Session | null {
  return useQuery(sessionQuery).data ?? null
}
