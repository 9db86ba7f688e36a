import type { Explanation } from '../explain/explain.ts'
import { html } from '../pages/html.ts'
import { code, signParts } from './calls-page.ts'
import { controlPage } from './layout.ts'

/** A box for a failing request, and the reason why it fails. */
export function verifyPage(text: string, md5SecretKey: string, explanation: Explanation | null): string {
  return controlPage(
    '/sandbox/verify',
    '验签',
    html`<section><form method="post" action="/sandbox/verify">
<label class="wide">粘贴整个请求：JSON 报文、表单或 curl 命令<textarea name="request" rows="9" spellcheck="false" required>${text}</textarea></label>
<p class="buttons"><button>为什么不通过</button></p></form>
<p class="note">只做检查，不占用随机数和调用次数。带上接口路径（如 curl 命令）时，按该接口检查字段。</p></section>
${explanation && verdict(explanation, md5SecretKey)}`,
  )
}

function verdict({ steps, hints, bodyText, s1, signWanted, signGiven }: Explanation, md5SecretKey: string) {
  const failed = steps.find(({ ok }) => !ok)
  return html`<section><h2>${failed ? html`<b class="bad">不通过：${failed.name}</b>` : html`<b class="good">全部通过</b>`}</h2>
${hints.length > 0 && html`<ul class="hints">${hints.map((hint) => html`<li>${hint}</li>`)}</ul>`}
<ol class="checks">${steps.map(({ name, ok, detail }) => html`<li class="${ok ? 'good' : 'bad'}"><b>${ok ? '✓' : '✗'} ${name}</b><span>${detail}</span></li>`)}</ol></section>
${bodyText !== null && html`<section><h2>正文</h2>${code(bodyText)}</section>`}
${s1 !== null && signParts({ s1, md5SecretKey, wanted: signWanted ?? '', given: signGiven ?? '' })}`
}
