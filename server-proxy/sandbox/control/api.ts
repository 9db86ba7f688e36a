import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Worker } from '../business/worker.ts'
import { type Platform, type Settings, settingsShape } from '../platform.ts'
import type { CallLog } from '../wire/call-log.ts'
import type { GatewayKeys } from '../../settings.ts'
import { explain } from '../explain/explain.ts'
import { type Faults, newFault } from '../wire/faults.ts'
import { actOnOrder, findOrder, orderAction, orderNotification, notifyByHand } from './order-actions.ts'

export type Control = {
  platform: Platform
  keys: GatewayKeys
  faults: Faults
  calls: CallLog
  worker: Worker
}

/** Changes settings for all orders and stores them across restarts. */
export function changeSettings({ store, settings }: Platform, changes: Partial<Settings>): void {
  Object.assign(settings, changes)
  store.saveSettings(settings)
}

/** Why a pasted request fails, by the present keys, clock and settings. */
export function explainNow({ platform, keys }: Control, text: string) {
  const { store, settings } = platform
  return explain(text, {
    keys,
    now: platform.now(),
    listSign: settings.listSign,
    knowsNonce: (nonce) => store.knowsNonce(nonce),
  })
}

class NotFound extends Error {
  readonly statusCode = 404
}

/** The JSON API of the control page (README.md lists it); an invalid body is 400 with the reason. */
export function registerControlApi(app: FastifyInstance, control: Control): void {
  const { platform, faults, calls, worker } = control
  const { store } = platform
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const shape = error instanceof z.ZodError
    return reply
      .code(shape ? 400 : (error.statusCode ?? 500))
      .send({ error: shape ? z.prettifyError(error) : error.message })
  })
  const orderOf = (request: FastifyRequest) => {
    const order = findOrder(store, (request.params as { code: string }).code)
    if (!order) throw new NotFound('no such order')
    return order
  }

  app.get('/sandbox/api/state', () => ({
    url: platform.origin,
    clock: new Date(platform.now()).toISOString(),
    settings: platform.settings,
    faults: faults.list(),
    calls: calls.count,
  }))

  app.get('/sandbox/api/faults', () => ({ faults: faults.list() }))
  app.post('/sandbox/api/faults', (request, reply) =>
    reply.code(201).send(faults.arm(newFault.parse(request.body))),
  )
  app.delete('/sandbox/api/faults', () => ({ cleared: faults.clear() }))
  app.delete('/sandbox/api/faults/:id', (request) => ({
    cleared: faults.clear(Number((request.params as { id: string }).id)),
  }))

  app.get('/sandbox/api/settings', () => platform.settings)
  app.post('/sandbox/api/settings', (request) => {
    const given = z.record(z.string(), z.unknown()).parse(request.body)
    const whole = settingsShape.parse({ ...platform.settings, ...given })
    changeSettings(platform, whole)
    return platform.settings
  })
  app.delete('/sandbox/api/settings', () => {
    changeSettings(platform, platform.normal)
    return platform.settings
  })

  app.get('/sandbox/api/orders', () => ({ orders: store.orders(100) }))
  app.get('/sandbox/api/orders/:code', (request) => orderOf(request))
  app.post('/sandbox/api/orders/:code/actions', (request) =>
    actOnOrder(platform, orderOf(request), orderAction.parse(request.body)),
  )
  app.post('/sandbox/api/orders/:code/notify', (request, reply) => {
    notifyByHand(platform, orderOf(request), orderNotification.parse(request.body))
    return reply.code(202).send({ queued: true })
  })
  /** Makes everything waiting happen now. */
  app.post('/sandbox/api/hurry', () => {
    const hurried = store.hurryTasks(platform.trueNow())
    worker.tick()
    return { hurried }
  })

  app.get('/sandbox/api/members', () => ({ members: store.members() }))
  app.post('/sandbox/api/members/:memberId', (request) => {
    const member = store.member('member_id', (request.params as { memberId: string }).memberId)
    if (!member) throw new NotFound('no such member')
    const { credit } = z.strictObject({ credit: z.int().min(0) }).parse(request.body)
    store.saveMember({ ...member, credit })
    return { ...member, credit }
  })

  app.get('/sandbox/api/calls', (request) => ({
    calls: calls.list((request.query as { interface?: string }).interface),
  }))
  app.delete('/sandbox/api/calls', () => ({ cleared: calls.clear() }))
  app.get('/sandbox/api/deliveries', () => ({ deliveries: worker.deliveries }))
  app.post('/sandbox/api/explain', (request) => {
    const { request: text } = z.strictObject({ request: z.string().max(200_000) }).parse(request.body)
    return explainNow(control, text)
  })
}
