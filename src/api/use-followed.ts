import { type QueryKey, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { problemOf } from './problem-text.ts'

const FIRST_MS = 2_000
const LONGEST_MS = 60_000

type Followed<Data> = {
  queryKey: QueryKey
  /** The first request, answered from the database. `ask` follows immediately. */
  read(): Promise<Data>
  /** Later requests, answered by the platform. */
  ask(): Promise<Data>
  /** False once the state is final. */
  moving(data: Data): boolean
  /** Identifies the state. After a change, polling starts over at the short interval. */
  mark(data: Data): string
}

/**
 * Polls a changing resource at growing intervals until it is final. Pauses in hidden tabs. A page restored from the
 * back-forward cache drops its old data.
 */
export function useFollowed<Data>({ queryKey, read, ask, moving, mark }: Followed<Data>) {
  const client = useQueryClient()
  const change = useRef({ mark: '', at: Date.now() })
  const query = useQuery({
    queryKey,
    queryFn: () => (client.getQueryData(queryKey) === undefined ? read() : ask()),
    staleTime: 0,
    retry: false,
    refetchInterval: ({ state }) => {
      if (state.error && problemOf(state.error).code === 'not-found') return false
      if (!state.data) return Math.min(LONGEST_MS, FIRST_MS * 2 ** state.errorUpdateCount)
      if (state.dataUpdateCount === 1) return 1
      const pace = Math.min(LONGEST_MS, Math.max(FIRST_MS, (Date.now() - change.current.at) / 4))
      return moving(state.data) || state.error ? pace : false
    },
    refetchOnWindowFocus: 'always',
  })
  const now = query.data === undefined ? '' : mark(query.data)
  useEffect(() => {
    if (change.current.mark !== now) change.current = { mark: now, at: Date.now() }
  }, [now])

  const key = JSON.stringify(queryKey)
  useEffect(() => {
    const shown = (event: PageTransitionEvent) =>
      void (event.persisted && client.resetQueries({ queryKey: JSON.parse(key) as QueryKey }))
    addEventListener('pageshow', shown)
    return () => removeEventListener('pageshow', shown)
  }, [client, key])
  return query
}
