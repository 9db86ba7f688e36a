import type { Product } from '../business/catalogue.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'

export const TERMS = { notice: '投保须知', clauses: '保险条款' } as const

/** The documents that a customer agrees to. */
export function termsPage(product: Product, kind: keyof typeof TERMS): string {
  const paragraphs = kind === 'notice' ? noticeOf(product) : clausesOf(product)
  return layout(
    TERMS[kind],
    html`<article class="card narrow terms"><h1>${product.productName}　${TERMS[kind]}</h1>
<ol>${paragraphs.map((paragraph) => html`<li>${paragraph}</li>`)}</ol>
<p class="aside">本文件为沙箱样张，只供联调和演示。</p></article>`,
  )
}

function noticeOf(product: Product): string[] {
  return [
    `本产品由${product.insurer.fullName}承保，保障期间最长 ${product.maxDays} 天。`,
    '投保人须年满 18 周岁；投保人应如实告知，信息不实可能影响理赔。',
    '保险期间自起保日零时起，至止保日二十四时止，以北京时间为准。',
    product.isGroup ? '全团出具一张团体保单。' : '每位被保险人出具一张电子保单。',
    '保障开始之前可以申请退保；保障开始之后不能退保。',
    product.isInvoice === 0 ? '本产品不提供电子发票。' : '承保后可以申请电子发票。',
  ]
}

function clausesOf(product: Product): string[] {
  return [
    '保险责任：在保险期间内，被保险人在旅行途中遭受意外伤害的，保险人按约定给付保险金。',
    ...product.plans.map(
      ({ planName, cover }) => `${planName}：${cover.map(([what, sum]) => `${what} ${sum}`).join('，')}。`,
    ),
    '责任免除：故意行为、酒后驾驶、违法犯罪等造成的损失，保险人不承担责任。',
    '受益人：法定受益人。',
    '理赔：事故发生后请在 48 小时内报案，并保留就诊及费用凭证。',
  ]
}
