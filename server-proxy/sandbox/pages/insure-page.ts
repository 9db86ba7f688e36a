import { addDays } from '#contract/days.ts'
import { type Plan, planOf, priceOf, type Product, productOf } from '../business/catalogue.ts'
import type { Confirmation } from '../business/lifecycle.ts'
import { money } from '../business/money.ts'
import type { Order, Person } from '../store/records.ts'
import { flag, html, type Html } from './html.ts'
import { MAX_INSURED } from './insure-form.ts'
import { layout } from './layout.ts'
import { enterpriseFields, type FormFaults, input, personFields, select } from './person-fields.ts'

const NO_FAULTS: FormFaults = new Map()

/** The pre-order as first shown; missing values are empty, dates begin tomorrow. */
export function prefilled(order: Order, today: string): Confirmation {
  const { planCode, holder, enterprise } = order
  const startDate = order.startDate || addDays(today, 1)
  const endDate = order.endDate || startDate
  const insured = order.insured.length > 0 ? order.insured : [EMPTY]
  return { planCode, startDate, endDate, holder, enterprise, insured }
}
export const EMPTY: Person = {
  name: '',
  cardType: '1',
  cardNo: '',
  birthday: '',
  gender: 'M',
  mobile: '',
  email: '',
  relation: '5',
}

/**
 * 投保: plan, price, dates and people, to confirm or to change. Works without a script; with one the price
 * updates.
 */
export function insurePage(order: Order, form: Confirmation, faults: FormFaults = NO_FAULTS): string {
  const product = productOf(order)
  const plan = planOf(product, form.planCode)
  const each = plan ? safePrice(plan, form) : 0
  const count = form.insured.length
  return layout(
    '填写投保信息',
    html`<form method="post" action="/pages/insure/${order.token}" class="split" data-insure>
<button class="offscreen" tabindex="-1" aria-hidden="true"></button>
<div class="stack">
${faults.size > 0 && html`<p class="notice bad" role="alert">有 ${faults.size} 处需要修改，请查看标红的内容</p>`}
${productCard(product)}
<section class="card"><h2>保障计划</h2>
<div class="plans">${product.plans.map((one) => planChoice(one, one === plan, form))}</div>
</section>
<section class="card"><h2>保障期间</h2>
<div class="fields">
${input('startDate', '起保日期', form.startDate, faults, { type: 'date' })}
${input('endDate', '止保日期', form.endDate, faults, { type: 'date' })}
</div>
<p class="aside">起保日零时起，至止保日二十四时止（北京时间），最长 ${product.maxDays} 天</p>
</section>
<section class="card"><h2>投保人</h2>
<div class="fields">${select('holderKind', '投保人类型', HOLDER_KINDS, form.enterprise ? 'enterprise' : 'person', faults)}</div>
<div class="person-only">${personFields('holder.', form.holder, faults)}</div>
${enterpriseFields(form.enterprise, faults)}
</section>
<section class="card"><h2>被保险人<em>共 ${count} 人</em></h2>
<input type="hidden" name="count" value="${count}">
${form.insured.map((person, place) => insuredPerson(person, place, count, faults))}
<p class="adders">
${count < MAX_INSURED && html`<button class="link" name="action" value="add" formnovalidate>＋ 添加被保险人</button>`}
${!form.enterprise && html`<button class="link" name="action" value="copy-holder" formnovalidate>同投保人</button>`}
</p></section>
<section class="card"><h2>受益人</h2><p class="plain-line">法定受益人</p></section>
<section class="card agree${faults.has('agree') ? ' bad' : ''}">
<label><input type="checkbox" name="agree">我已阅读并同意<a href="/pages/terms/${product.productCode}/notice" target="_blank" rel="noopener">《投保须知》</a><a href="/pages/terms/${product.productCode}/clauses" target="_blank" rel="noopener">《保险条款》</a>，确认被保险人知情且投保信息真实有效</label>
${faults.has('agree') && html`<small class="fault">${faults.get('agree') ?? ''}</small>`}
</section>
</div>
<aside class="summary"><div class="card">
<h2>投保明细</h2>
<dl>
<dt>产品</dt><dd>${product.productName}</dd>
<dt>计划</dt><dd data-plan-name>${plan?.planName ?? ''}</dd>
<dt>每人</dt><dd data-each>${money(each)}</dd>
<dt>人数</dt><dd>${count} 人</dd>
</dl>
<p class="total"><span>保费合计</span><b data-total data-count="${count}">${money(each * count)}</b></p>
<button class="primary">立即投保</button>
</div></aside>
</form>`,
    { step: 0, scripts: ['insure.js'] },
  )
}

const HOLDER_KINDS = [
  { value: 'person', label: '个人' },
  { value: 'enterprise', label: '企业' },
]

function safePrice(plan: Plan, { startDate, endDate }: Confirmation): number {
  const price = priceOf(plan, startDate, endDate)
  return Number.isFinite(price) && price > 0 ? price : plan.first
}

function productCard({ productCode, productName, insurer, summary }: Product): Html {
  return html`<section class="card product"><img src="/logos/${productCode}.png" alt="" width="56" height="56">
<div><h1>${productName}</h1><p>${summary}</p><p class="insurer">由 ${insurer.fullName} 承保</p></div></section>`
}

function planChoice(plan: Plan, chosen: boolean, form: Confirmation): Html {
  const cover = plan.cover.map(([what, sum]) => html`<li><span>${what}</span><b>${sum}</b></li>`)
  return html`<label class="plan"><input type="radio" name="planCode" value="${plan.planCode}"${flag('checked', chosen)} data-first="${plan.first}" data-more="${plan.more}" data-name="${plan.planName}">
<span class="plan-head"><b>${plan.planName}</b><em>${money(safePrice(plan, form))}<small>/人</small></em></span><ul>${cover}</ul></label>`
}

function insuredPerson(person: Person, place: number, count: number, faults: FormFaults): Html {
  const remove =
    count > 1 && html`<button class="link" name="action" value="remove-${place}" formnovalidate>删除</button>`
  return html`<div class="insured"><h3>被保险人 ${place + 1}${remove}</h3>${personFields(`insured.${place}.`, person, faults)}</div>`
}
