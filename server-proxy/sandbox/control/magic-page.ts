import { PRODUCTS } from '../business/catalogue.ts'
import { MAGIC_PRODUCTS } from '../business/magic-products.ts'
import { money } from '../business/money.ts'
import { html } from '../pages/html.ts'
import { controlPage, table } from './layout.ts'

/** Every input that triggers something. */
export function magicPage(): string {
  const magic = new Set(MAGIC_PRODUCTS.map(({ productCode }) => productCode))
  const ordinary = PRODUCTS.filter(({ productCode }) => !magic.has(productCode)).map(
    ({ productCode, productName, insurer, plans }) =>
      html`<tr><td><code>${productCode}</code></td><td>${productName}</td><td>${insurer.name}</td><td>${plans.map(({ planCode, planName, first, more }) => html`<code>${planCode}</code> ${planName} ${money(first)}，每加一天 ${money(more)}<br>`)}</td></tr>`,
  )
  const special = MAGIC_PRODUCTS.map(
    ({ productCode, what, scenario }) =>
      html`<tr><td><code>${productCode}</code></td><td>${what}</td><td><code>${Object.entries(scenario)
        .map(([name, value]) => `${name}: ${value}`)
        .join('，')}</code></td></tr>`,
  )
  const typed = [
    ['productCode', 'X-HANG、X-RESET、X-0002 …', '带着它的那次调用（7.4、7.5）出这个故障，或返回这个响应码'],
    ['mobile', '1990000 加四位响应码，如 19900009999', '注册（7.1）返回这个响应码'],
    [
      'holderEmail',
      '故障或响应码@接口.test，如 lost@addtemp.test',
      '该订单下一次调用这个接口时出故障，每个地址只一次；再用可写 lost+2@addtemp.test',
    ],
  ] as const
  return controlPage(
    '/sandbox/magic',
    '演练输入',
    html`<section><h2>产品</h2>${table(['产品编号', '名称', '保险公司', '计划'], ordinary, '')}</section>
<section><h2>演练产品</h2><p class="note">它们的订单总是这样进行，不管总览页怎么设。</p>${table(['产品编号', '会发生什么', '行为'], special, '')}</section>
<section><h2>请求里的特别值</h2>${table(
      ['字段', '值', '会发生什么'],
      typed.map(
        ([field, value, what]) =>
          html`<tr><td><code>${field}</code></td><td>${value}</td><td>${what}</td></tr>`,
      ),
      '',
    )}</section>`,
  )
}
