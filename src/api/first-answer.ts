import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { FirstQuestion } from '../contract/first-view.ts'
import { send } from './request.ts'

/** A page's first query, so that the response can arrive before the page renders. */
export type PageHandle = { first(bearer: string): FirstQuery }
/** `read` throws if the response is not the page's. */
export type FirstQuery = { queryKey: QueryKey; read(json: unknown): unknown }

/** Waits for the page's first response and puts it into the query cache. Returns false if it failed or is unknown. */
export async function keepFirstAnswer(
  client: QueryClient,
  { path, bearer }: FirstQuestion,
  handle: PageHandle | undefined,
): Promise<boolean> {
  if (!handle) return false
  const { queryKey, read } = handle.first(bearer)
  try {
    const { json } = await send(path, { headers: { authorization: `Bearer ${bearer}` } })
    client.setQueryData(queryKey, read(json))
    return true
  } catch {
    return false
  }
}
