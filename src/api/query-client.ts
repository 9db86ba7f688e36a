import { QueryClient } from '@tanstack/react-query'
import { ProblemError } from './request.ts'

/** Reads are tried again when the network or the BFF failed, never when it refused. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const refused = (error: unknown) =>
    error instanceof ProblemError && error.problem.status >= 400 && error.problem.status < 500
  const client = new QueryClient({
    defaultOptions: {
      queries: { staleTime: 5_000, retry: (count, error) => !refused(error) && count < 2 },
    },
  })
  const watch = (error: unknown) => {
    if (error instanceof ProblemError && error.problem.code === 'signed-out') onSignedOut()
  }
  client.getQueryCache().config.onError = watch
  client.getMutationCache().config.onError = watch
  return client
}
