import type { QueryClient, QueryKey } from '@tanstack/react-query'
import * as z from 'zod/mini'
import type { FirstQuestion } from '../contract/first-view.ts'
import { send } from './request.ts'

/** What a page says of itself: where it looks for the first answer, so that this can be there before the page is. */
export type PageHandle = { first(bearer: string): { queryKey: QueryKey; schema: z.ZodMiniType } }

/** Waits for the page's first answer and puts it where the page looks; false where it failed, or nothing is known of it. */
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
