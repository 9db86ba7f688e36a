import { useMutation, useQueryClient } from '@tanstack/react-query'
import * as z from 'zod/mini'
import '../../contract/order-problems.ts'
import { call } from '../../api/call.ts'
import { problemOf } from '../../api/problem-text.ts'
import { useFollowed } from '../../api/use-followed.ts'
import { AT_REST, INVOICE_DONE } from '../../contract/at-rest.ts'
import {
  applyOwnInvoice,
  exchangeReturn,
  openOwnFile,
  readOwnOrder,
  refreshOwnOrder,
  surrenderOwnOrder,
} from '../../contract/endpoints/own-order.ts'
import {
  type ApplyOwnInvoice,
  type OpenOwnFile,
  OwnOrder,
  type SurrenderOwnOrder,
} from '../../contract/own-order.ts'

const keyOf = (token: string) => ['own-order', token]
export const firstOwnOrder = (token: string) => ({
  queryKey: keyOf(token),
  read: (json: unknown) => z.parse(OwnOrder, json),
})

function moving(order: OwnOrder): boolean {
  const { requestedAt, status, files } = order.invoice
  const invoicing =
    (requestedAt !== null && !INVOICE_DONE.has(status ?? 'none')) ||
    status === 'issuing' ||
    (status === 'issued' && files.length === 0)
  return !AT_REST.has(order.status) || invoicing
}

/** The token of the customer's order page for that of the return page. */
export const ownTokenQuery = (token: string) => ({
  queryKey: ['return', token],
  queryFn: () => call(exchangeReturn, {}, { bearer: token }),
  staleTime: Number.POSITIVE_INFINITY,
  retry: (_count: number, error: Error) => problemOf(error).code !== 'not-found',
})

/** The customer's order, polled until it is final. */
export function useOwnOrder(token: string) {
  return useFollowed({
    queryKey: keyOf(token),
    read: () => call(readOwnOrder, {}, { bearer: token }),
    ask: () => call(refreshOwnOrder, {}, { bearer: token }),
    moving,
    mark: ({ status, invoice }) => `${status} ${invoice.status} ${invoice.requestedAt}`,
  })
}

export function useSurrender(token: string, onDone: () => void) {
  return useOwnMutation(
    (body: SurrenderOwnOrder) => call(surrenderOwnOrder, { body }, { bearer: token }),
    token,
    onDone,
  )
}

export function useApplyInvoice(token: string, onDone: () => void) {
  return useOwnMutation(
    (body: ApplyOwnInvoice) => call(applyOwnInvoice, { body }, { bearer: token }),
    token,
    onDone,
  )
}

function useOwnMutation<Form extends { lastFour: string }>(
  mutationFn: (form: Form) => Promise<OwnOrder>,
  token: string,
  onDone: () => void,
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: (next, form) => {
      rememberProof(token, form.lastFour)
      client.setQueryData(keyOf(token), next)
      onDone()
    },
  })
}

/** Proofs entered on this page, by token; in memory only. */
const proofs = new Map<string, string>()
export const rememberProof = (token: string, lastFour: string) => void proofs.set(token, lastFour)
export const knownProof = (token: string) => proofs.get(token)

/** Opens a file in the same tab: no pop-up blocker, and Back returns here. Or where `show` shows its address. */
export function useOpenFile(token: string, show?: (address: string) => void) {
  return useMutation({
    mutationFn: async (file: OpenOwnFile) => {
      const body = { lastFour: proofs.get(token), ...file }
      const { address } = await call(openOwnFile, { body }, { bearer: token })
      if (file.lastFour) rememberProof(token, file.lastFour)
      if (show) show(address)
      else location.assign(address)
    },
  })
}
