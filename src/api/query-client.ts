import { QueryClient } from '@tanstack/react-query'
import { ProblemError } from './request.ts'
import { SESSION_PATH } from '../contract/first-view.ts'

const isRefused = (error: unknown) =>
  error instanceof ProblemError && error.problem.status >= 400 && error.problem.status < 500
const ASK_SESSION = new Set(['signed-out', 'factor-required'])
const isSignedOut = (error: unknown) => error instanceof ProblemError && ASK_SESSION.has(error.problem.code)

/**
 * Retries reads after network or server failures, never after a 4xx. Offline counts as a failure instead of pausing
 * queries. A 401, or a second factor
 * that is required now, refetches the session, which the staff shell watches.
 */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 5_000,
        retry: (count, error) => !isRefused(error) && count < 2,
      },
      mutations: { networkMode: 'always' },
    },
  })
  const askSession = () => void client.invalidateQueries({ queryKey: [SESSION_PATH] })
  client.getMutationCache().config.onError = (error) => {
    if (isSignedOut(error)) askSession()
  }
  client.getQueryCache().config.onError = (error, query) => {
    if (isSignedOut(error) && query.queryKey[0] !== SESSION_PATH) askSession()
  }
  return client
}
