import { productOf } from '../business/catalogue.ts'
import { orderLabel } from '../business/labels.ts'
import { money } from '../business/money.ts'
import { html } from '../pages/html.ts'
import type { Order } from '../store/records.ts'
import { code } from './calls-page.ts'
import { controlPage, table } from './layout.ts'
import { ORDER_ACTIONS } from './order-actions.ts'

/** The newest orders and pre-orders of all members. */
export function ordersPage(orders: readonly Order[]): string {
  const rows = orders.map(
    (order) =>
      html`<tr><td><a href="/sandbox/orders/${order.tempOrderCode}">${order.tempOrderCode}</a></td><td>${order.orderCode ?? ''}</td><td>${productOf(order).productName}</td><td class="number">${order.insured.length}</td><td class="number">${order.orderCode ? money(order.amount) : ''}</td><td>${stateOf(order)}</td></tr>`,
  )
  return controlPage(
    '/sandbox/orders',
    '订单',
    html`<section>${table(['预订单号', '订单号', '产品', '人数', '金额', '状态'], rows, '还没有预订单')}</section>`,
  )
}

const stateOf = (order: Order) => order.label ?? (order.orderCode ? orderLabel(order.state) : '待客户确认')

const ACTION_WORDS: Record<(typeof ORDER_ACTIONS)[number], string> = {
  confirm: '客户确认投保',
  pay: '客户付款',
  issue: '保险公司出单',
  surrender: '退保',
  refund: '退款',
  cancel: '取消',
  expire: '过期',
  label: '改状态文字',
  'hide-policies': '查询不到保单',
  'renumber-policies': '换保单号',
  'shorten-people': '只列一位被保人',
  'unnumber-person': '缺一个保单号',
  'show-policies': '恢复保单',
}

/** One order: its possible actions and everything known about it. */
export function controlOrderPage(order: Order, problem = ''): string {
  const actions = ORDER_ACTIONS.filter((action) => action !== 'label').map(
    (action) => html`<button class="quiet" name="action" value="${action}">${ACTION_WORDS[action]}</button>`,
  )
  const at = `/sandbox/orders/${order.tempOrderCode}`
  return controlPage(
    '/sandbox/orders',
    `${order.orderCode ?? order.tempOrderCode}　${stateOf(order)}`,
    html`<p><a href="/sandbox/orders">全部订单</a>　<a href="/pages/insure/${order.token}">客户的页面</a></p>
${problem && html`<p class="problem" role="alert">${problem}</p>`}
<div class="columns"><section><h2>让它发生</h2>
<form method="post" action="${at}/actions"><p class="buttons">${actions}</p></form>
<form method="post" action="${at}/actions"><label class="wide">7.11 的状态文字（留空恢复）<input name="label" maxlength="64" value="${order.label ?? ''}"></label>
<p class="buttons"><button class="quiet" name="action" value="label">${ACTION_WORDS.label}</button></p></form></section>
<section><h2>手工发通知</h2><form method="post" action="${at}/notify">
<label>事件<select name="event"><option value="deliver">投保</option><option value="return">退保</option><option value="refund">退款</option></select></label>
<label>次数<input name="times" type="number" min="1" max="1000" value="1"></label>
<label class="wide">正文（留空为通常的字段）<textarea name="body" rows="3" spellcheck="false"></textarea></label>
<p class="buttons"><button>发送</button></p></form></section></div>
<section><h2>全部内容</h2>${code(JSON.stringify(order, null, 2))}</section>`,
  )
}
