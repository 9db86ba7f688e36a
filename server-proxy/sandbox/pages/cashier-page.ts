import { productOf } from '../business/catalogue.ts'
import { payable } from '../business/lifecycle.ts'
import { money } from '../business/money.ts'
import type { Order } from '../store/records.ts'
import { html, type Html } from './html.ts'
import { layout } from './layout.ts'

export const PAY_METHODS: Record<string, string> = {
  wechat: '微信支付',
  alipay: '支付宝',
  credit: '授信支付',
}

/** 收银台: pay, fail or leave. The form carries `due`, so an amount changed in the meantime is noticed. */
export function cashierPage(order: Order, notice = ''): string {
  const due = money(payable(order))
  return layout(
    '收银台',
    html`<div class="narrow stack">
${notice && html`<p class="notice bad" role="alert">${notice}</p>`}
<section class="card due"><p>应付金额</p><h1>${due}</h1>
${order.reduction > 0 && html`<p class="aside">原价 ${money(order.amount)}，已优惠 ${money(order.reduction)}</p>`}</section>
<section class="card"><h2>订单信息</h2>${orderFacts(order)}
<p class="adders"><a href="/pages/insure/${order.token}">修改投保信息</a></p></section>
<form method="post" action="/pages/cashier/${order.token}" class="card">
<h2>支付方式</h2>
<input type="hidden" name="due" value="${payable(order)}">
<label class="method"><input type="radio" name="method" value="wechat" checked><i class="wechat"></i><span>微信支付<small>用微信账户付款</small></span></label>
<label class="method"><input type="radio" name="method" value="alipay"><i class="alipay"></i><span>支付宝<small>用支付宝账户付款</small></span></label>
<div class="actions">
<button class="primary" name="outcome" value="pay">确认支付 ${due}</button>
<button class="quiet" name="outcome" value="fail">模拟支付失败</button>
<a class="button quiet" href="${order.returnPage}">暂不支付，返回商家</a>
</div></form></div>`,
    { step: 1 },
  )
}

/** The order's facts for the cashier, the result and the detail. */
export function orderFacts(order: Order): Html {
  const product = productOf(order)
  const plan = product.plans.find(({ planCode }) => planCode === order.planCode)
  const names = order.insured.map(({ name }) => name)
  return html`<dl class="facts">
<dt>订单号</dt><dd>${order.orderCode ?? ''}</dd>
<dt>产品</dt><dd>${product.productName}，${plan?.planName ?? ''}</dd>
<dt>承保公司</dt><dd>${product.insurer.name}</dd>
<dt>保障期间</dt><dd>${order.startDate} 至 ${order.endDate}</dd>
<dt>投保人</dt><dd>${order.enterprise?.name ?? order.holder?.name ?? ''}</dd>
<dt>被保险人</dt><dd>${names.slice(0, 4).join('、')}${names.length > 4 ? ` 等 ${names.length} 人` : ''}</dd>
</dl>`
}
