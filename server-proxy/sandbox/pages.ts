import { addDays, isDay } from '../../src/contract/days.ts'
import { findProduct, priceOf } from './catalogue.ts'
import type { SandboxOrder, SandboxPerson } from './store.ts'

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)

/** HTML in which every inserted text is escaped; what `html` made itself goes in as it is. */
class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}
function html(strings: TemplateStringsArray, ...values: (Html | Html[] | string | number)[]): Html {
  const show = (value: Html | Html[] | string | number): string =>
    Array.isArray(value)
      ? value.map(show).join('')
      : value instanceof Html
        ? value.text
        : escape(String(value))
  return new Html(
    strings.map((part, place) => part + (place < values.length ? show(values[place] ?? '') : '')).join(''),
  )
}

const yuan = (fen: number) => (fen / 100).toFixed(2)

function layout(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - 爱购保</title>
<link rel="stylesheet" href="/sandbox/pages.css">
</head>
<body>
<p class="band">沙箱环境：这里是模拟的爱购保平台，不会产生真实交易和扣款</p>
<header><b>爱购保</b><span>${title}</span></header>
<main>${body}</main>
</body>
</html>`.text
}

const option = (value: string, label: string, chosen: string) =>
  html`<option value="${value}" ${new Html(value === chosen ? 'selected' : '')}>${label}</option>`

const CARDS = ['身份证', '护照', '港澳通行证', '台胞证', '军官证']
const RELATIONS = ['本人', '父母', '子女', '配偶', '其他']

function personFields(prefix: string, person: SandboxPerson | null, relation: boolean): Html {
  const field = (name: keyof SandboxPerson, label: string, kind = 'text') =>
    html`<label>${label}<input name="${prefix}${name}" type="${kind}" value="${person?.[name] ?? ''}" ${new Html(name === 'mobile' || name === 'email' ? '' : 'required')}></label>`
  return html`<div class="person">
${field('name', '姓名')}
<label>证件类型<select name="${prefix}cardType">${CARDS.map((label, place) => option(String(place + 1), label, person?.cardType ?? '1'))}</select></label>
${field('cardNo', '证件号码')}
${field('birthday', '出生日期', 'date')}
<label>性别<select name="${prefix}gender">${option('M', '男', person?.gender ?? 'M')}${option('F', '女', person?.gender ?? 'M')}</select></label>
${field('mobile', '手机号', 'tel')}
${relation ? html`<label>与投保人关系<select name="${prefix}relation">${RELATIONS.map((label, place) => option(String(place + 1), label, person?.relation || '5'))}</select></label>` : html``}
</div>`
}

/** 投保: plan, price, dates and people, prefilled from the pre-order, to confirm or change. */
export function insurePage(order: SandboxOrder, today: string, fault = ''): string {
  const product = findProduct(order.productCode)
  const start = order.startDate || addDays(today, 1)
  const end = order.endDate || start
  const people = Math.max(1, order.insured.length)
  const insured = order.insured.length > 0 ? order.insured : [null]
  return layout(
    '投保',
    html`<h1>${order.productName}</h1>
<p class="muted">${product?.insurer ?? ''} 承保</p>
${fault ? html`<p class="fault" role="alert">${fault}</p>` : html``}
<form method="post" action="/pages/insure/${order.token}">
<fieldset><legend>保障计划</legend>${(product?.plans ?? []).map(
      (
        plan,
      ) => html`<label class="plan"><input type="radio" name="planCode" value="${plan.planCode}" ${new Html(plan.planCode === order.planCode ? 'checked' : '')}>
<span><b>${plan.planName}</b><small>${plan.cover.join('；')}</small></span><em>¥${yuan(priceOf(plan, start, end, people))}</em></label>`,
    )}</fieldset>
<fieldset><legend>保障期间</legend><div class="person">
<label>起保日期<input type="date" name="startDate" value="${start}" required></label>
<label>止保日期<input type="date" name="endDate" value="${end}" required></label></div></fieldset>
<fieldset><legend>投保人</legend>${personFields('holder.', order.holder, false)}</fieldset>
<fieldset><legend>被保险人（${insured.length} 人）</legend><input type="hidden" name="count" value="${insured.length}">
${insured.map((person, place) => personFields(`insured.${place}.`, person, true))}</fieldset>
<label class="agree"><input type="checkbox" name="agree" required>我已阅读并同意投保须知和保险条款</label>
<button>立即投保</button>
</form>`,
  )
}

/** 收银台. */
export function cashierPage(order: SandboxOrder, fault = ''): string {
  return layout(
    '收银台',
    html`<h1 class="pay">¥${yuan(order.amount)}</h1>
<p class="muted">${order.productName}　订单号 ${order.orderCode ?? ''}</p>
${fault ? html`<p class="fault" role="alert">${fault}</p>` : html``}
<form method="post" action="/pages/cashier/${order.token}">
<fieldset><legend>选择支付方式</legend>
<label class="plan"><input type="radio" name="method" value="wechat" checked><span><b>微信支付</b></span></label>
<label class="plan"><input type="radio" name="method" value="alipay"><span><b>支付宝</b></span></label></fieldset>
<button name="outcome" value="pay">确认支付 ¥${yuan(order.amount)}</button>
<button name="outcome" value="fail" class="quiet">模拟支付失败</button>
</form>
<p><a href="${order.returnPage}">暂不支付，返回商家</a></p>`,
  )
}

/** What a customer sees after the cashier; a browser that runs no script follows the link. */
export function resultPage(order: SandboxOrder): string {
  const credit = order.payType === 1 && order.label === '待支付'
  const title = credit ? '投保信息已提交' : order.label === '已取消' ? '订单已取消' : '支付成功'
  const next = credit ? '等待分销商确认付款后出单。' : '保险公司正在出单，稍后会通知商家。'
  return layout(
    title,
    html`<div class="result"><h1>${title}</h1><p class="muted">订单号 ${order.orderCode ?? ''}，¥${yuan(order.amount)}</p>
<p>${next}</p>
<p><a class="button" href="${order.returnPage}">返回商家</a></p></div>
<script src="/sandbox/return.js" data-to="${order.returnPage}"></script>`,
  )
}

/** 订单列表 of one member. */
export function ordersPage(orders: SandboxOrder[]): string {
  const rows = orders.map(
    (
      order,
    ) => html`<tr><td>${order.orderCode ?? ''}</td><td>${order.productName}</td><td>${order.startDate}</td>
<td>${order.insured.length} 人</td><td>¥${yuan(order.amount)}</td><td>${order.label}</td></tr>`,
  )
  return layout(
    '我的订单',
    orders.length === 0
      ? html`<p class="muted">还没有订单。</p>`
      : html`<div class="scroll"><table><thead><tr><th>订单号</th><th>产品</th><th>起保</th><th>人数</th><th>金额</th><th>状态</th></tr></thead><tbody>${rows}</tbody></table></div>`,
  )
}

export function messagePage(title: string, text: string): string {
  return layout(title, html`<div class="result"><h1>${title}</h1><p class="muted">${text}</p></div>`)
}

/** The insure page's form, or the first thing that is wrong with it. */
export function readInsureForm(form: URLSearchParams) {
  const get = (name: string) => form.get(name)?.trim() ?? ''
  const person = (prefix: string): SandboxPerson => ({
    name: get(`${prefix}name`),
    cardType: get(`${prefix}cardType`) || '1',
    cardNo: get(`${prefix}cardNo`).toUpperCase(),
    birthday: get(`${prefix}birthday`),
    gender: get(`${prefix}gender`) || 'M',
    mobile: get(`${prefix}mobile`),
    email: get(`${prefix}email`),
    relation: get(`${prefix}relation`),
  })
  const count = Math.min(1000, Math.max(1, Number(get('count')) || 1))
  const filled = {
    planCode: get('planCode'),
    startDate: get('startDate'),
    endDate: get('endDate'),
    holder: person('holder.'),
    insured: Array.from({ length: count }, (_, place) => person(`insured.${place}.`)),
  }
  const whole = [filled.holder, ...filled.insured].every(
    (one) => one.name && one.cardNo && isDay(one.birthday),
  )
  const fault = !form.get('agree')
    ? '请先阅读并同意投保须知和保险条款'
    : !isDay(filled.startDate) || !isDay(filled.endDate) || filled.endDate < filled.startDate
      ? '请填写正确的保障期间'
      : whole
        ? ''
        : '请把投保人和被保险人的姓名、证件号码、出生日期填写完整'
  return { filled, fault }
}

export const PAGES_CSS = `
:root{color-scheme:light}*{box-sizing:border-box}
body{margin:0;background:#f4f4f4;color:#222;font:15px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
.band{margin:0;padding:4px 16px;background:#fff3cd;color:#6b4e00;font-size:12px;text-align:center}
header{background:#e4572e;color:#fff;padding:10px 20px;display:flex;gap:14px;align-items:baseline}
header b{font-size:18px;letter-spacing:1px}header span{font-size:14px}
main{max-width:760px;margin:16px auto;background:#fff;padding:20px;border:1px solid #e6e6e6}
h1{font-size:19px;margin:0 0 4px}h1.pay{font-size:30px;text-align:center;color:#c7401a;margin-top:12px}
.muted{color:#666;margin:0 0 14px}.pay+.muted{text-align:center}
fieldset{border:0;border-top:1px solid #eee;margin:0;padding:14px 0}legend{font-weight:600;padding:0;float:left;width:100%;margin-bottom:8px}
.person{clear:both;display:grid;grid-template-columns:repeat(auto-fill,minmax(200px,1fr));gap:10px 14px;padding:8px 0}
.person+.person{border-top:1px dashed #e6e6e6}
label{display:block;font-size:13px;color:#555}
input:not([type=radio]):not([type=checkbox]),select{display:block;width:100%;height:36px;padding:0 8px;margin-top:2px;border:1px solid #bbb;background:#fff;font:inherit;font-size:15px;color:#222;border-radius:2px}
.plan{clear:both;display:flex;gap:10px;align-items:center;border:1px solid #ddd;padding:10px 12px;margin-bottom:8px;font-size:15px;color:#222}
.plan span{flex:1}.plan small{display:block;color:#666}.plan em{font-style:normal;color:#c7401a;font-weight:600}
.agree{padding:14px 0;border-top:1px solid #eee;color:#222;font-size:14px}.agree input{margin-right:6px}
button,.button{display:block;width:100%;min-height:44px;border:0;background:#d2451e;color:#fff;font:inherit;font-size:16px;font-weight:600;border-radius:2px;cursor:pointer;text-align:center;line-height:44px;text-decoration:none}
button.quiet{background:#fff;color:#555;border:1px solid #bbb;margin-top:10px;font-weight:400}
.result{text-align:center;padding:24px 0}.fault{background:#fdecea;color:#8a1c0c;padding:8px 12px}
a{color:#a8380f}.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:14px}th,td{padding:8px;text-align:left;border-bottom:1px solid #eee;white-space:nowrap}
`

/** Goes back to the merchant by itself after a moment. */
export const RETURN_JS = `
const to = document.currentScript.dataset.to
setTimeout(() => { location.href = to }, 1500)
`
