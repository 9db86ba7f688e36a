import { productOf } from '../business/catalogue.ts'
import { orderLabel } from '../business/labels.ts'
import { isOpen, payable } from '../business/lifecycle.ts'
import { money } from '../business/money.ts'
import type { Member, Order, OrderState } from '../store/records.ts'
import { html, type Html } from './html.ts'
import { layout } from './layout.ts'

const TABS: readonly { key: string; name: string; states: readonly OrderState[] | null }[] = [
  { key: 'all', name: '全部', states: null },
  { key: 'unpaid', name: '待支付', states: ['unpaid', 'payment-failed'] },
  { key: 'issued', name: '保障中', states: ['paid', 'issued'] },
  { key: 'ended', name: '退保退款', states: ['surrendering', 'surrendered', 'refunded'] },
]

/** 我的订单 of one member. */
export function ordersPage(member: Member, orders: Order[], creditToken: string, tab: string): string {
  const { states } = TABS.find(({ key }) => key === tab) ?? { states: null }
  const shown = states ? orders.filter(({ state }) => states.includes(state)) : orders
  const query = `creditToken=${creditToken}`
  const mobile = `${member.mobile.slice(0, 3)}****${member.mobile.slice(-4)}`
  return layout(
    '我的订单',
    html`<div class="narrow stack">
<h1 class="title">我的订单</h1>
<section class="card who"><b>${member.company}</b><span>会员号 ${member.memberId}，${mobile}</span></section>
<nav class="tabs">${TABS.map(
      ({ key, name }) =>
        html`<a href="/pages/orders?${query}&amp;tab=${key}"${key === tab ? html` aria-current="page"` : ''}>${name}</a>`,
    )}</nav>
${shown.length === 0 && html`<section class="card empty"><p>这里还没有订单</p></section>`}
${shown.map((order) => orderCard(order, query))}
</div>`,
  )
}

function orderCard(order: Order, query: string): Html {
  const product = productOf(order)
  const open = isOpen(order) && order.payType === 2
  const inForce = order.policies.some(({ state }) => state === 'issued')
  return html`<article class="card order"><p class="order-head"><span>${order.orderCode ?? ''}</span><span class="state ${order.state}">${orderLabel(order.state)}</span></p>
<h2><a href="/pages/order/${order.token}?${query}">${product.productName}</a></h2>
<p class="aside">${order.startDate} 至 ${order.endDate}，${order.insured.length} 人（${order.insured[0]?.name ?? ''}${order.insured.length > 1 ? ' 等' : ''}）</p>
<p class="order-foot"><b>${money(payable(order))}</b><span>
${open && html`<a class="button small primary" href="/pages/cashier/${order.token}">去支付</a>`}
${inForce && html`<a class="button small quiet" href="/pages/surrender/${order.token}?${query}">申请退保</a>`}
<a class="button small quiet" href="/pages/order/${order.token}?${query}">查看详情</a></span></p></article>`
}
