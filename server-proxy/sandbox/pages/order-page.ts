import { productOf } from '../business/catalogue.ts'
import { cardLabel, genderLabel, orderLabel, policyLabel, relationLabel } from '../business/labels.ts'
import { invoicesOf, isOpen, payable } from '../business/lifecycle.ts'
import { money } from '../business/money.ts'
import type { Order, Person, Policy } from '../store/records.ts'
import { orderFacts } from './cashier-page.ts'
import { flag, html, type Html } from './html.ts'
import { layout } from './layout.ts'

const masked = ({ cardNo }: Person) => `${cardNo.slice(0, 3)}****${cardNo.slice(-4)}`
const INVOICE = ['未开票', '开票成功', '开票失败', '开票中', '部分开票']

/** 订单详情; with the list's token one can return there and surrender. */
export function orderPage(order: Order, creditToken: string | null): string {
  const query = creditToken ? `?creditToken=${creditToken}` : ''
  const inForce = order.policies.some(({ state }) => state === 'issued')
  return layout(
    '订单详情',
    html`<div class="narrow stack">
${creditToken && html`<p class="crumb"><a href="/pages/orders${query}">我的订单</a> / 订单详情</p>`}
<section class="card"><h1 class="state ${order.state}">${orderLabel(order.state)}</h1>
<p class="sum">${money(payable(order))}<small>${order.createTime} 下单</small></p>
<div class="actions row">
${isOpen(order) && order.payType === 2 && html`<a class="button primary" href="/pages/cashier/${order.token}">去支付</a>`}
${creditToken && inForce && html`<a class="button quiet" href="/pages/surrender/${order.token}${query}">申请退保</a>`}
</div></section>
<section class="card"><h2>订单信息</h2>${orderFacts(order)}</section>
<section class="card"><h2>被保险人与保单</h2>
${order.insured.map((person, place) =>
  insured(
    person,
    order.policies.find((policy) => policy.place === place),
  ),
)}</section>
${invoiceCard(order)}</div>`,
  )
}

function insured(person: Person, policy: Policy | undefined): Html {
  const code = policy?.policyCode
  return html`<div class="person"><p><b>${person.name}</b><span class="state ${policy?.state ?? ''}">${policyLabel(policy?.state)}</span></p>
<p class="aside">${genderLabel(person.gender)}，${person.birthday}，${cardLabel(person.cardType)} ${masked(person)}，与投保人关系：${relationLabel(person.relation)}</p>
${
  code
    ? html`<p class="files">保单号 ${code}
<a href="/files/${code}/policy.pdf" target="_blank" rel="noopener">电子保单</a>
<a href="/files/${code}/certificate.pdf" target="_blank" rel="noopener">保险凭证</a></p>`
    : ''
}</div>`
}

function invoiceCard(order: Order): Html {
  if (productOf(order).isInvoice === 0)
    return html`<section class="card"><h2>发票</h2><p class="aside">本产品不提供电子发票</p></section>`
  return html`<section class="card"><h2>发票<em>${INVOICE[order.invoiceStatus] ?? ''}</em></h2>
${order.invoice ? html`<p class="aside">抬头 ${order.invoice.title}</p>` : html`<p class="aside">请通过商家申请开票</p>`}
${invoicesOf(order).map(
  ({ policyCode }) =>
    html`<p class="files"><a href="/files/${policyCode}/invoice.pdf" target="_blank" rel="noopener">电子发票 ${policyCode}</a></p>`,
)}</section>`
}

/** 申请退保: explains the consequence first. */
export function surrenderPage(order: Order, creditToken: string, fault = ''): string {
  const product = productOf(order)
  const inForce = order.policies.filter(({ state }) => state === 'issued')
  const query = `?creditToken=${creditToken}`
  const each = Math.floor(payable(order) / Math.max(1, order.insured.length))
  return layout(
    '申请退保',
    html`<form method="post" action="/pages/surrender/${order.token}${query}" class="narrow stack">
${fault && html`<p class="notice bad" role="alert">${fault}</p>`}
<h1 class="title">申请退保</h1>
<section class="card"><h2>选择要退保的保单</h2>
${product.isGroup && html`<p class="aside">团体保单为一张，退保后全部被保险人的保障同时终止。</p>`}
${inForce.map(({ policyCode, place }) => {
  const name = order.insured[place]?.name ?? ''
  return html`<label class="method"><input type="checkbox" name="policyCode" value="${policyCode}"${flag('checked', true)}${flag('disabled', product.isGroup)}><span>${name}<small>${policyCode}，退 ${money(each)}</small></span></label>`
})}</section>
<section class="card"><p>退保后保障立即终止，不可恢复；保费按原支付方式退回，到账时间以支付机构为准。</p>
<div class="actions"><button class="danger">确认退保，终止保障</button>
<a class="button quiet" href="/pages/order/${order.token}${query}">不退了</a></div></section>
</form>`,
  )
}
