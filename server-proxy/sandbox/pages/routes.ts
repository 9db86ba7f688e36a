import { readFileSync } from 'node:fs'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { shanghaiDay } from '#contract/days.ts'
import { findProduct, productOf } from '../business/catalogue.ts'
import {
  type Confirmation,
  confirmOrder,
  isOpen,
  payable,
  payOrder,
  surrender,
} from '../business/lifecycle.ts'
import type { Platform } from '../platform.ts'
import type { Order } from '../store/records.ts'
import { cashierPage } from './cashier-page.ts'
import { faultsOf, readInsureForm } from './insure-form.ts'
import { EMPTY, insurePage, prefilled } from './insure-page.ts'
import { messagePage } from './layout.ts'
import { orderPage, surrenderPage } from './order-page.ts'
import { ordersPage } from './orders-page.ts'
import { resultPage } from './result-page.ts'
import { TERMS, termsPage } from './terms-page.ts'

const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

/** A page that is neither cached nor framed. */
export function sendPage(reply: FastifyReply, page: string, status = 200): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .headers({
      'cache-control': 'no-store',
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
    })
    .send(page)
}

const gone = (reply: FastifyReply) =>
  sendPage(reply, messagePage('页面已失效', '链接不正确或已过期，请从商家重新进入。'), 404)

type WithToken = FastifyRequest<{
  Params: { token: string }
  Querystring: { creditToken?: string; tab?: string }
}>

/** The customer's pages: insure, cashier, result, orders, surrender, terms. Bodies are parsed forms. */
export function registerPages(app: FastifyInstance, platform: Platform): void {
  const { store } = platform
  const today = () => shanghaiDay(platform.now())
  const orderOf = (request: WithToken) => store.order('token', request.params.token)
  const formOf = (request: FastifyRequest) =>
    request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
  /** The list's token if it still opens this order's list. */
  const listTokenFor = (request: WithToken, order: Order) => {
    const { creditToken = '' } = request.query
    return store.memberOfListToken(creditToken, platform.trueNow()) === order.memberId ? creditToken : null
  }

  app.get('/pages/insure/:token', (request: WithToken, reply) => {
    const order = orderOf(request)
    if (!order) return gone(reply)
    if (!isOpen(order)) return sendPage(reply, resultPage(order))
    return sendPage(reply, insurePage(order, prefilled(order, today())))
  })
  app.post('/pages/insure/:token', (request: WithToken, reply) => {
    const order = orderOf(request)
    if (!order) return gone(reply)
    if (!isOpen(order)) return sendPage(reply, resultPage(order))
    const form = formOf(request)
    const filled = readInsureForm(form)
    const changed = changePeople(filled, form.get('action') ?? '')
    if (changed) return sendPage(reply, insurePage(order, changed))
    const faults = faultsOf(filled, productOf(order), today(), form.has('agree'))
    if (faults.size > 0) return sendPage(reply, insurePage(order, filled, faults), 422)
    const confirmed = store.transaction(() => confirmOrder(platform, order, filled))
    return reply.redirect(`/pages/${confirmed.payType === 1 ? 'result' : 'cashier'}/${order.token}`, 303)
  })

  app.get('/pages/cashier/:token', (request: WithToken, reply) => {
    const order = orderOf(request)
    if (!order?.orderCode) return gone(reply)
    return sendPage(reply, isOpen(order) && order.payType === 2 ? cashierPage(order) : resultPage(order))
  })
  app.post('/pages/cashier/:token', (request: WithToken, reply) => {
    const order = orderOf(request)
    if (!order?.orderCode || order.payType !== 2) return gone(reply)
    if (!isOpen(order)) return sendPage(reply, resultPage(order, true))
    const form = formOf(request)
    if (form.get('outcome') === 'fail')
      return sendPage(reply, cashierPage(order, '支付未完成：银行拒绝了这次付款，请换一种方式再试。'))
    if (form.has('due') && form.get('due') !== String(payable(order)))
      return sendPage(reply, cashierPage(order, '投保信息有变化，请核对新的应付金额后再支付。'), 409)
    payOrder(platform, order, form.get('method') === 'alipay' ? 'alipay' : 'wechat')
    return reply.redirect(`/pages/result/${order.token}`, 303)
  })
  app.get('/pages/result/:token', (request: WithToken, reply) => {
    const order = orderOf(request)
    return order?.orderCode ? sendPage(reply, resultPage(order)) : gone(reply)
  })

  app.get('/pages/orders', (request: WithToken, reply) => {
    const { creditToken = '', tab = 'all' } = request.query
    const memberId = store.memberOfListToken(creditToken, platform.trueNow())
    const member = memberId && store.member('member_id', memberId)
    if (!member) return gone(reply)
    return sendPage(reply, ordersPage(member, store.ordersOf(member.memberId), creditToken, tab))
  })
  app.get('/pages/order/:token', (request: WithToken, reply) => {
    const order = orderOf(request)
    return order?.orderCode ? sendPage(reply, orderPage(order, listTokenFor(request, order))) : gone(reply)
  })
  app.get('/pages/surrender/:token', (request: WithToken, reply) => {
    const order = orderOf(request)
    const creditToken = order && listTokenFor(request, order)
    return order && creditToken ? sendPage(reply, surrenderPage(order, creditToken)) : gone(reply)
  })
  app.post('/pages/surrender/:token', (request: WithToken, reply) => {
    const order = orderOf(request)
    const creditToken = order && listTokenFor(request, order)
    if (!order || !creditToken) return gone(reply)
    const chosen = productOf(order).isGroup ? null : formOf(request).getAll('policyCode')
    if (chosen?.length === 0)
      return sendPage(reply, surrenderPage(order, creditToken, '请选择要退保的保单。'), 422)
    if (!surrender(platform, order, chosen))
      return sendPage(
        reply,
        surrenderPage(order, creditToken, '订单状态不符合退保条件：保障已开始或已退保。'),
        409,
      )
    return reply.redirect(`/pages/order/${order.token}?creditToken=${creditToken}`, 303)
  })

  app.get('/pages/terms/:productCode/:kind', (request, reply) => {
    const { productCode, kind } = request.params as { productCode: string; kind: string }
    const product = findProduct(productCode)
    return product && (kind === 'notice' || kind === 'clauses') && kind in TERMS
      ? sendPage(reply, termsPage(product, kind))
      : gone(reply)
  })
}

/** The form with a person added or removed, or the holder as the first insured; null to confirm it. */
function changePeople(form: Confirmation, action: string): Confirmation | null {
  const { insured, holder } = form
  if (action === 'add') return { ...form, insured: [...insured, EMPTY] }
  if (action === 'copy-holder' && holder)
    return { ...form, insured: [{ ...holder, relation: '1' }, ...insured.slice(1)] }
  const removed = /^remove-(\d+)$/.exec(action)?.[1]
  if (removed && insured.length > 1)
    return { ...form, insured: insured.filter((_, place) => place !== Number(removed)) }
  return null
}

const TYPES = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' } as const
const ASSETS: readonly [string, keyof typeof TYPES, ...files: string[]][] = [
  // In this order: later rules win.
  ['pages.css', 'css', 'pages.css', 'form.css', 'cashier.css', 'order.css', 'small-screens.css'],
  ['insure.js', 'js'],
  ['return.js', 'js'],
  ['mark.svg', 'svg'],
]

/** Style sheets, scripts and the mark, served as they are. */
export function registerAssets(app: FastifyInstance): void {
  for (const [name, type, ...files] of ASSETS) {
    const content = (files.length > 0 ? files : [name])
      .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
      .join('')
    app.get(`/sandbox/assets/${name}`, (_request, reply) =>
      reply.type(`${TYPES[type]}; charset=utf-8`).header('cache-control', 'no-cache').send(content),
    )
  }
}
