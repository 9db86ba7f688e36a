import type { LightMyRequestResponse } from 'fastify'
import type { TestPortal } from './portal.ts'

type Ask = (
  token: string,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: object,
  headers?: Record<string, string>,
) => Promise<LightMyRequestResponse>

/** A customer's page: no cookie, no origin. Proves what it typed itself, as the page does. */
export function customerPage(portal: TestPortal): Ask {
  const proofs = new Map<string, string>()
  return async (token, method, path, body, headers = {}) => {
    const proof = proofs.get(token)
    const answer = await portal.app.inject({
      method,
      url: `/api${path}`,
      headers: { authorization: `Bearer ${token}`, ...(proof && { 'x-purchase-proof': proof }), ...headers },
      ...(body && { payload: body }),
    })
    if (method === 'PUT' && answer.statusCode === 200) {
      const given = answer.json<{ proof?: string }>().proof
      if (given) proofs.set(token, given)
    }
    return answer
  }
}
