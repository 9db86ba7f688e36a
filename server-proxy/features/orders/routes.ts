import type { FastifyInstance, FastifyReply } from 'fastify'
import type { User } from '#contract/session.ts'
import * as endpoints from '#contract/endpoints/orders.ts'
import * as paths from '#contract/paths.ts'
import type { Deps } from '../../deps.ts'
import { fileNamed } from '../../http/answers.ts'
import { keyOf } from '../../http/idempotency-key.ts'
import { shownInOwnPages } from '../../http/headers.ts'
import { notFound, Refusal } from '../../http/refusal.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { sharedAnswers } from '../../http/shared-answer.ts'
import { lacksProof } from '../../http/step-up.ts'
import { changeOrder, giveUpChange, resumeChange } from '../../orders/change-order.ts'
import { changeNote } from '../../orders/change-note.ts'
import { closeOrder, reopenOrder } from '../../orders/close-order.ts'
import { createGuesses } from '../../orders/guesses.ts'
import { findOrder } from '../../orders/find-order.ts'
import { askAgain } from '../../orders/ask-again.ts'
import { applyInvoice, invoiceFile, listInvoices } from '../../orders/invoices.ts'
import { listCalls } from './list-calls.ts'
import { exportOrders, isManyOrders } from './export-orders.ts'
import { listOrders, totalOrders } from './list-orders.ts'
import { viewOrder } from '../../orders/order-view.ts'
import { namePayer } from '../../orders/payer.ts'
import { ownToken, renewOwnToken } from '../../orders/own-link.ts'
import { placeOrder } from '../../orders/place-order.ts'
import { listPolicies, policyFile } from '../../orders/policies.ts'
import { resolveAttention } from '../../orders/resolve-attention.ts'
import { surrenderOrder } from '../../orders/surrender-order.ts'
import { withdrawSurrender } from '../../orders/withdraw-surrender.ts'

/** Staff operations on orders: these routes check access, the files beside do the work. */
export function registerOrderRoutes(app: FastifyInstance, deps: Deps): void {
  const shared = sharedAnswers()
  const guesses = createGuesses(deps)
  const view = async (user: User, id: string) => viewOrder(deps, await findOrder(deps, user, id), user.role)
  /** 200 when the platform answered, 202 when its answer was lost and the background settles it. */
  const settled = async (reply: FastifyReply, outcome: 'done' | 'lost', user: User, id: string) =>
    reply.code(outcome === 'lost' ? 202 : 200).send(await view(user, id))

  route(app, endpoints.placeOrder, async (request, reply) => {
    const user = userOf(request)
    const key = keyOf(request)
    if (!key) throw new Refusal(400, 'key-required')
    const { status, body } = await placeOrder(deps, user, key, request.body, request.id)
    if (status >= 400) reply.type('application/problem+json')
    return reply.code(status).send(status >= 400 ? JSON.stringify(body) : body)
  })

  route(app, endpoints.listOrders, (request, reply) =>
    shared(request, reply, () => listOrders(deps, userOf(request), request.query)),
  )

  route(app, endpoints.readOrderTotals, (request, reply) =>
    shared(request, reply, () => totalOrders(deps, userOf(request), request.query)),
  )

  route(app, endpoints.exportOrders, async (request) => {
    const user = userOf(request)
    if ((await lacksProof(deps.db, request, 'many')) && (await isManyOrders(deps, user, request.query)))
      throw new Refusal(403, 'step-up-required')
    return exportOrders(deps, user, request.query)
  })

  route(app, endpoints.readOrder, (request) => view(userOf(request), request.params.id))

  route(app, endpoints.refreshOrder, async (request) => {
    const user = userOf(request)
    const row = await findOrder(deps, user, request.params.id)
    await askAgain(deps, row)
    return view(user, row.id)
  })

  route(app, endpoints.resolveAttention, async (request) => {
    const user = userOf(request)
    const row = await findOrder(deps, user, request.params.id)
    await resolveAttention(deps, user, row, request.body)
    return view(user, row.id)
  })

  route(app, endpoints.changeNote, async (request) => {
    const user = userOf(request)
    const row = await findOrder(deps, user, request.params.id)
    await changeNote(deps, row, request.body)
    return view(user, row.id)
  })

  route(app, endpoints.namePayer, async (request) => {
    const user = userOf(request)
    const row = await findOrder(deps, user, request.params.id)
    await namePayer(deps, user, row.id, request.body)
    return view(user, row.id)
  })

  route(app, endpoints.listCalls, async (request) =>
    listCalls(deps, await findOrder(deps, userOf(request), request.params.id)),
  )

  route(app, endpoints.surrenderOrder, async (request, reply) => {
    const user = userOf(request)
    const row = await findOrder(deps, user, request.params.id)
    return settled(
      reply,
      await surrenderOrder(deps, user.username, row, request.body?.policyCodes),
      user,
      row.id,
    )
  })

  route(app, endpoints.changeOrder, async (request) => {
    const user = userOf(request)
    const row = await findOrder(deps, user, request.params.id)
    await changeOrder(deps, user, row, request.body, request.id)
    return view(user, row.id)
  })

  route(app, endpoints.resumeChange, async (request) => {
    const user = userOf(request)
    const row = await findOrder(deps, user, request.params.id)
    await resumeChange(deps, user, row, request.id)
    return view(user, row.id)
  })

  route(app, endpoints.giveUpChange, async (request) => {
    const user = userOf(request)
    const row = await findOrder(deps, user, request.params.id)
    await giveUpChange(deps, user, row)
    return view(user, row.id)
  })

  for (const [endpoint, act] of [
    [endpoints.closeOrder, closeOrder],
    [endpoints.reopenOrder, reopenOrder],
  ] as const)
    route(app, endpoint, async (request) => {
      const user = userOf(request)
      const row = await findOrder(deps, user, request.params.id)
      await act(deps, user.username, row)
      return view(user, row.id)
    })

  route(app, endpoints.withdrawSurrender, async (request) => {
    const user = userOf(request)
    const row = await findOrder(deps, user, request.params.id)
    await withdrawSurrender(deps, user.username, row)
    return view(user, row.id)
  })

  route(app, endpoints.makeOwnLink, async (request) => {
    const user = userOf(request)
    const row = await findOrder(deps, user, request.params.id)
    const renew = request.body?.renew === true
    const token = await (renew ? renewOwnToken(deps, row.id, user.username) : ownToken(deps, row.id))
    return { url: deps.publicUrl + paths.to(paths.ownOrder, { token }) }
  })

  route(app, endpoints.reopenOwnLink, async (request) => {
    const user = userOf(request)
    const row = await findOrder(deps, user, request.params.id)
    await guesses.reopen(['order', 'lookup'], row.id, user.username)
    return view(user, row.id)
  })

  route(app, endpoints.applyInvoice, async (request, reply) => {
    const user = userOf(request)
    const row = await findOrder(deps, user, request.params.id)
    return settled(reply, await applyInvoice(deps, user.username, row, request.body), user, row.id)
  })

  route(app, endpoints.listOrderPolicies, async (request) =>
    listPolicies(deps, await findOrder(deps, userOf(request), request.params.id)),
  )

  route(app, endpoints.listOrderInvoices, async (request) =>
    listInvoices(deps, await findOrder(deps, userOf(request), request.params.id)),
  )

  for (const [kind, endpoint] of [
    ['policy', endpoints.readPolicyFile],
    ['certificate', endpoints.readCertificateFile],
  ] as const)
    route(
      app,
      endpoint,
      async (request, reply) => {
        const { id, policyCode } = request.params
        const file = await policyFile(deps, await findOrder(deps, userOf(request), id), policyCode, kind)
        return sendFile(reply, `${kind}-${policyCode}.pdf`, 'application/pdf', file)
      },
      { onRequest: shownInOwnPages },
    )

  route(
    app,
    endpoints.readInvoiceFile,
    async (request, reply) => {
      const row = await findOrder(deps, userOf(request), request.params.id)
      if (!/^\d{1,6}$/.test(request.params.n)) throw notFound()
      const { name, type, body } = await invoiceFile(deps, row, Number(request.params.n))
      return sendFile(reply, name, type, body)
    },
    { onRequest: shownInOwnPages },
  )
}

function sendFile(reply: FastifyReply, name: string, type: string, file: Buffer): FastifyReply {
  return reply
    .type(type)
    .header('content-disposition', fileNamed(name, type))
    .header('cache-control', 'private, no-store')
    .send(file)
}
