import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, readOptions } from '../../api/call.ts'
import { problemOf } from '../../api/problem-text.ts'
import { productsQuery } from '../../api/shared-queries.ts'
import type { SaveDisclosure } from '../../contract/disclosure.ts'
import { listDisclosures, putDisclosure, readDisclosure } from '../../contract/endpoints/disclosure.ts'
import { disclosureQuery } from './customer-queries.ts'

export const versionsQuery = readOptions(listDisclosures, {})

/** Saves the disclosure. `isStale`: another version is in force than the one that was edited, and nothing was saved. */
export function usePutDisclosure() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (body: SaveDisclosure) => {
      try {
        return { ...(await call(putDisclosure, { body })), isStale: false }
      } catch (refusal) {
        if (problemOf(refusal).status !== 409) throw refusal
        return { ...(await call(readDisclosure, {})), isStale: true }
      }
    },
    onSuccess: async ({ disclosure }) => {
      client.setQueryData(disclosureQuery.queryKey, { disclosure })
      await Promise.all([client.invalidateQueries(versionsQuery), client.invalidateQueries(productsQuery)])
    },
  })
}
