import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, readOptions } from '../../api/call.ts'
import { productsQuery } from '../../api/shared-queries.ts'
import type { Disclosure } from '../../contract/disclosure.ts'
import { listDisclosures, putDisclosure, readDisclosure } from '../../contract/endpoints/disclosure.ts'

export const disclosureQuery = readOptions(readDisclosure, {})
export const versionsQuery = readOptions(listDisclosures, {})

export function usePutDisclosure() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Disclosure) => call(putDisclosure, { body }),
    onSuccess: async (current) => {
      client.setQueryData(disclosureQuery.queryKey, current)
      await Promise.all([client.invalidateQueries(versionsQuery), client.invalidateQueries(productsQuery)])
    },
  })
}
