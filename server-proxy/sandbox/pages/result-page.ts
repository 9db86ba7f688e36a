import { orderLabel } from '../business/labels.ts'
import { isOpen, payable } from '../business/lifecycle.ts'
import { money } from '../business/money.ts'
import type { Order, OrderState } from '../store/records.ts'
import { orderFacts, PAY_METHODS } from './cashier-page.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'

const NEXT: Partial<Record<OrderState, string>> = {
  paid: '保险公司正在出单，通常几秒钟内完成，出单后会通知商家。',
  issued: '保险公司已承保，电子保单已生成。',
  'issue-failed': '保险公司未能承保，请联系商家处理退款。',
}

/** The page after the cashier; returns to the merchant automatically or by the button. */
export function resultPage(order: Order, paidTwice = false): string {
  const waiting = order.payType === 1 && isOpen(order)
  const paid = !isOpen(order) && !['cancelled', 'expired'].includes(order.state)
  const title = waiting ? '待第三方支付确认' : paid ? '支付成功' : `订单${orderLabel(order.state)}`
  const next = waiting
    ? '投保信息已提交，分销商确认付款后，保险公司即出单。'
    : (NEXT[order.state] ?? `订单当前状态：${orderLabel(order.state)}`)
  const method = PAY_METHODS[order.payMethod]
  return layout(
    title,
    html`<div class="narrow stack">
${paidTwice && html`<p class="notice" role="alert">这笔订单此前已支付，本次没有再次扣款。</p>`}
<section class="card result"><span class="stamp${paid ? '' : ' plain'}">${paid ? '✓' : '…'}</span>
<h1>${title}</h1><p class="sum">${money(payable(order))}${method ? html`<small>${method}</small>` : ''}</p><p>${next}</p>
<div class="actions"><a class="button primary" href="${order.returnPage}" data-return>返回商家</a>
<a class="button quiet" href="/pages/order/${order.token}">查看订单</a></div>
<p class="aside" data-countdown></p></section>
<section class="card"><h2>订单信息</h2>${orderFacts(order)}</section>
</div>`,
    { step: 2, scripts: ['return.js'] },
  )
}
