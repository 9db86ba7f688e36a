import type { QueryClient, QueryKey } from '@tanstack/react-query'
import * as z from 'zod/mini'
import type { FirstQuestion } from '../contract/first-view.ts'
import { send } from './request.ts'

/** A page's first query, so that the response can arrive before the page renders. */
export type PageHandle = { first(bearer: string): { queryKey: QueryKey; schema: z.ZodMiniType } }

/** Waits for the page's first response and puts it into the query cache. Returns false if it failed or is unknown. */
export async function keepFirstAnswer(
  client: QueryClient,
  { path, bearer }: FirstQuestion,
  handle: PageHandle | undefined,
): Promise<boolean> {
  if (!handle) return false
  const { queryKey, schema } = handle.first(bearer)
  try {
    const { json } = await send(path, { headers: { authorization: `Bearer ${bearer}` } })
    client.setQueryData(queryKey, z.parse(schema, json))
    return true
  } catch {
    return false
  }
}
