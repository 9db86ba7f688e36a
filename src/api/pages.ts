import { infiniteQueryOptions } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import type { AnswerOf, Endpoint, InputOf } from '../contract/endpoints/endpoint.ts'
import { call, keyOf } from './call.ts'

export type ListEndpoint = Endpoint & {
  query: z.ZodMiniType
  answers: { 200: z.ZodMiniType<{ items: unknown[]; nextCursor: string | null }> }
}

/** `infiniteQueryOptions` of TanStack Query for an endpoint that answers `{items, nextCursor}`. */
export function pagesOptions<E extends ListEndpoint>(endpoint: E, input: InputOf<E>) {
  return infiniteQueryOptions({
    queryKey: keyOf(endpoint, { ...input, query: input.query ?? {} }),
    queryFn: ({ pageParam }): Promise<AnswerOf<E>> =>
      call(endpoint, { ...input, query: { ...input.query, cursor: pageParam } }),
    initialPageParam: '',
    getNextPageParam: (page) => (page as { nextCursor: string | null }).nextCursor,
  })
}
