import { useMutation, useQueryClient } from '@tanstack/react-query'
import { request } from '../../api/request.ts'
import { useFollowed } from '../../api/use-followed.ts'
import type { OrderStatus } from '../../contract/place-order.ts'
import {
  type ApplyOwnInvoice,
  type OpenOwnFile,
  OwnFileAddress,
  OwnOrder,
  type SurrenderOwnOrder,
} from '../../contract/own-order.ts'

const AT_REST: ReadonlySet<OrderStatus> = new Set(['issued', 'refunded', 'failed'])
const INVOICE_DONE = new Set(['issued', 'failed'])

const keyOf = (token: string) => ['own-order', token]
export const firstOwnOrder = (token: string) => ({ queryKey: keyOf(token), schema: OwnOrder })
/** The token goes in a header, so that it stays out of API addresses and logs. */
export const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

function moving(order: OwnOrder): boolean {
  const { requestedAt, status, files } = order.invoice
  const invoicing =
    (requestedAt !== null && !INVOICE_DONE.has(status ?? 'none')) ||
    status === 'issuing' ||
    (status === 'issued' && files.length === 0)
  return !AT_REST.has(order.status) || invoicing
}

/** The customer's order, followed until nothing changes by itself any more. */
export function useOwnOrder(token: string) {
  const headers = bearer(token)
  return useFollowed({
    queryKey: keyOf(token),
    read: () => request(OwnOrder, '/api/own-order', { headers }),
    ask: () => request(OwnOrder, '/api/own-order/refresh', { method: 'POST', body: {}, headers }),
    moving,
    mark: ({ status, invoice }) => `${status} ${invoice.status} ${invoice.requestedAt}`,
  })
}

export function useSurrender(token: string, onDone: () => void) {
  return useOwnMutation<SurrenderOwnOrder>(token, '/api/own-order/surrender', onDone)
}

export function useApplyInvoice(token: string, onDone: () => void) {
  return useOwnMutation<ApplyOwnInvoice>(token, '/api/own-order/invoice', onDone)
}

function useOwnMutation<Form extends { lastFour: string }>(token: string, path: string, onDone: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Form) => request(OwnOrder, path, { method: 'POST', body, headers: bearer(token) }),
    onSuccess: (next, form) => {
      rememberProof(token, form.lastFour)
      client.setQueryData(keyOf(token), next)
      onDone()
    },
  })
}

/** What holders have proved themselves by on this page, by token; kept nowhere else. */
const proofs = new Map<string, string>()
export const rememberProof = (token: string, lastFour: string) => void proofs.set(token, lastFour)
export const knownProof = (token: string) => proofs.get(token)

/** Opens a file in this very tab: no pop-up to be blocked, and Back comes back here. */
export function useOpenFile(token: string) {
  return useMutation({
    mutationFn: async (file: OpenOwnFile) => {
      const path = '/api/own-order/files'
      const { address } = await request(OwnFileAddress, path, {
        method: 'POST',
        body: { lastFour: proofs.get(token), ...file },
        headers: bearer(token),
      })
      if (file.lastFour) rememberProof(token, file.lastFour)
      location.assign(address)
    },
  })
}
