import { html, type Html } from '../pages/html.ts'
import type { CallLog, LoggedCall } from '../wire/call-log.ts'
import { INTERFACE_NAMES } from '../wire/fields.ts'
import { clock, controlPage, table } from './layout.ts'

/** The newest calls. */
export function callsPage(calls: CallLog, name: string): string {
  const rows = calls
    .list(name || undefined)
    .map(
      (call) =>
        html`<tr><td>${clock(call.at)}</td><td><a href="/sandbox/calls/${call.id}">${call.interface}</a></td><td>${codeMark(call)}</td><td>${call.message}</td><td>${call.fault ?? ''}</td><td class="number">${call.ms} ms</td></tr>`,
    )
  const filter = (value: string, label: string) =>
    html`<a href="/sandbox/calls${value && `?interface=${value}`}"${value === name ? html` aria-current="true"` : ''}>${label}</a>`
  return controlPage(
    '/sandbox/calls',
    '调用',
    html`<p class="filters">${filter('', '全部')}${INTERFACE_NAMES.map((one) => filter(one, one))}</p>
<section>${table(['时间', '接口', '响应码', '说明', '故障', '用时'], rows, '还没有调用')}</section>`,
  )
}

const codeMark = ({ code }: LoggedCall) => html`<b class="${code === '0000' ? 'good' : 'bad'}">${code}</b>`

/** One call with its parts: envelope, body, S1, S2 and both signs. */
export function callPage(call: LoggedCall, md5SecretKey: string): string {
  const { envelope, bodyText, s1, signWanted } = call
  const given = typeof envelope?.['sign'] === 'string' ? envelope['sign'] : ''
  return controlPage(
    '/sandbox/calls',
    `${call.interface} ${clock(call.at)}`,
    html`<p><a href="/sandbox/calls">全部调用</a></p>
<section><h2>回答 ${codeMark(call)}</h2>${call.fault && html`<p>故障：${call.fault}，下面是照常会回答的内容</p>`}${code(pretty(call.answer))}</section>
<section><h2>报文</h2>${envelope ? code(JSON.stringify(envelope, null, 2)) : html`<p class="none">既不是 JSON 也不是表单</p>`}</section>
<section><h2>正文</h2>${bodyText === null ? html`<p class="none">没有解密</p>` : code(pretty(bodyText))}</section>
${s1 !== null && signParts({ s1, md5SecretKey, wanted: signWanted ?? '', given })}`,
  )
}

/** How the sign was made, step by step. */
export function signParts(parts: { s1: string; md5SecretKey: string; wanted: string; given: string }): Html {
  const { s1, md5SecretKey, wanted, given } = parts
  return html`<section><h2>签名</h2><dl class="long">
<dt>S1</dt><dd><code>${s1}</code></dd>
<dt>S2 = 大写 S1 + 密钥</dt><dd><code>${s1.toUpperCase()}<mark>${md5SecretKey}</mark></code></dd>
<dt>应为</dt><dd><code>${wanted}</code></dd>
<dt>收到</dt><dd><code class="${given === wanted ? 'good' : 'bad'}">${given || '（没有）'}</code></dd>
</dl></section>`
}

export const code = (text: string) => html`<pre tabindex="0"><code>${text}</code></pre>`

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
