import { QueryClient } from '@tanstack/react-query'
import { ProblemError } from './request.ts'
import { sessionQuery } from './use-session.ts'

const isRefused = (error: unknown) =>
  error instanceof ProblemError && error.problem.status >= 400 && error.problem.status < 500
const isSignedOut = (error: unknown) => error instanceof ProblemError && error.problem.code === 'signed-out'

/**
 * Reads are tried again when the network or the BFF failed, never when it refused.
 * Nothing waits in silence for a network: being offline is a failure that can be told.
 * Whoever is answered "signed out" has the session asked again, which the staff shell watches.
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
  const askSession = () => void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
  client.getMutationCache().config.onError = (error) => {
    if (isSignedOut(error)) askSession()
  }
  client.getQueryCache().config.onError = (error, query) => {
    if (isSignedOut(error) && query.queryKey[0] !== sessionQuery.queryKey[0]) askSession()
  }
  return client
}
