import { readFileSync } from 'node:fs'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { messagePage } from '../pages/layout.ts'
import { sendPage } from '../pages/routes.ts'
import { settingsShape } from '../platform.ts'
import { newFault } from '../wire/faults.ts'
import { changeSettings, type Control, explainNow } from './api.ts'
import { callPage, callsPage } from './calls-page.ts'
import { magicPage } from './magic-page.ts'
import { notificationsPage } from './notifications-page.ts'
import { actOnOrder, findOrder, notifyByHand, orderAction, orderNotification } from './order-actions.ts'
import { controlOrderPage, ordersPage } from './orders-page.ts'
import { overviewPage } from './overview-page.ts'
import { verifyPage } from './verify-page.ts'

/** The control page (`/sandbox`): control/api.ts for people. Bodies are parsed forms. */
export function registerControlPages(app: FastifyInstance, control: Control): void {
  const { platform, keys, faults, calls, worker } = control
  const { store } = platform
  const missing = (reply: FastifyReply) =>
    sendPage(reply, messagePage('没有找到', '它不存在，或已不在记录里。'), 404)
  const css = readFileSync(new URL('control.css', import.meta.url), 'utf8')
  app.get('/sandbox/assets/control.css', (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'no-cache').send(css),
  )

  app.get('/sandbox', (_request, reply) => sendPage(reply, overviewPage(control)))
  app.post('/sandbox/faults', (request, reply) => {
    const { acts, times, ms, body, ...given } = fieldsOf(request)
    const fault = newFault.safeParse({
      ...given,
      times: times ? Number(times) : 'always',
      acts: acts === 'on',
      ...(ms && { ms: Number(ms) }),
      ...(body && { body }),
    })
    if (!fault.success) return sendPage(reply, overviewPage(control, z.prettifyError(fault.error)), 400)
    faults.arm(fault.data)
    return reply.redirect('/sandbox', 303)
  })
  app.post('/sandbox/faults/:id/clear', (request, reply) => {
    faults.clear(Number((request.params as { id: string }).id))
    return reply.redirect('/sandbox', 303)
  })
  app.post('/sandbox/settings', (request, reply) => {
    const { clockOffset, rateLimit, ...given } = fieldsOf(request)
    const whole = settingsShape.safeParse({
      ...given,
      clockOffsetMs: Number(clockOffset) * 1000,
      rateLimit: Number(rateLimit),
    })
    if (!whole.success) return sendPage(reply, overviewPage(control, z.prettifyError(whole.error)), 400)
    changeSettings(platform, whole.data)
    return reply.redirect('/sandbox', 303)
  })
  app.post('/sandbox/settings/reset', (_request, reply) => {
    changeSettings(platform, platform.normal)
    return reply.redirect('/sandbox', 303)
  })

  app.get('/sandbox/calls', (request, reply) =>
    sendPage(reply, callsPage(calls, (request.query as { interface?: string }).interface ?? '')),
  )
  app.get('/sandbox/calls/:id', (request, reply) => {
    const call = calls.find(Number((request.params as { id: string }).id))
    return call ? sendPage(reply, callPage(call, keys.md5SecretKey)) : missing(reply)
  })

  app.get('/sandbox/orders', (_request, reply) => sendPage(reply, ordersPage(store.orders(100))))
  app.get('/sandbox/orders/:code', (request, reply) => {
    const order = orderOf(request)
    return order ? sendPage(reply, controlOrderPage(order)) : missing(reply)
  })
  app.post('/sandbox/orders/:code/actions', (request, reply) => {
    const { label, action } = fieldsOf(request)
    return onOrder(request, reply, (order) => {
      const given = action === 'label' ? { action, label: label || null } : { action }
      actOnOrder(platform, order, orderAction.parse(given))
    })
  })
  app.post('/sandbox/orders/:code/notify', (request, reply) => {
    const { body, times, event } = fieldsOf(request)
    return onOrder(request, reply, (order) => {
      const given = { event, times: Number(times), ...(body && { body }) }
      notifyByHand(platform, order, orderNotification.parse(given))
    })
  })
  const orderOf = (request: FastifyRequest) => findOrder(store, (request.params as { code: string }).code)
  /** Acts and shows the order, or explains on its page why not. */
  function onOrder(
    request: FastifyRequest,
    reply: FastifyReply,
    act: (order: NonNullable<ReturnType<typeof orderOf>>) => void,
  ) {
    const order = orderOf(request)
    if (!order) return missing(reply)
    try {
      act(order)
    } catch (error) {
      const text = error instanceof z.ZodError ? z.prettifyError(error) : String(error)
      return sendPage(reply, controlOrderPage(order, text), 409)
    }
    return reply.redirect(`/sandbox/orders/${order.tempOrderCode}`, 303)
  }

  app.get('/sandbox/notifications', (_request, reply) =>
    sendPage(reply, notificationsPage(store.waitingTasks(100), worker.deliveries)),
  )
  app.post('/sandbox/hurry', (_request, reply) => {
    store.hurryTasks(platform.trueNow())
    worker.tick()
    return reply.redirect('/sandbox/notifications', 303)
  })

  app.get('/sandbox/verify', (_request, reply) => sendPage(reply, verifyPage('', keys.md5SecretKey, null)))
  app.post('/sandbox/verify', (request, reply) => {
    const text = fieldsOf(request)['request'] ?? ''
    return sendPage(reply, verifyPage(text, keys.md5SecretKey, explainNow(control, text)))
  })
  app.get('/sandbox/magic', (_request, reply) => sendPage(reply, magicPage()))
}

const fieldsOf = ({ body }: FastifyRequest): Record<string, string> =>
  body instanceof URLSearchParams ? Object.fromEntries(body) : {}
