import { SCENARIO_CHOICES } from '../business/scenario.ts'
import { flag, html, type Html } from '../pages/html.ts'
import type { Settings } from '../platform.ts'
import { FAULT_KINDS } from '../wire/faults.ts'
import { INTERFACE_NAMES } from '../wire/fields.ts'
import { CODES } from '../wire/refused.ts'
import type { Control } from './api.ts'
import { clock, controlPage, table } from './layout.ts'
import { FAULT_WORDS, SCENARIO_WORDS } from './words.ts'

const option = (value: string, label: string, chosen: boolean) =>
  html`<option value="${value}"${flag('selected', chosen)}>${label}</option>`

/** Address, keys and clock; the settings; the faults. */
export function overviewPage({ platform, keys, faults, calls }: Control, problem = ''): string {
  const { settings, origin } = platform
  return controlPage(
    '/sandbox',
    '总览',
    html`${problem && html`<p class="problem" role="alert">${problem}</p>`}
<div class="columns">
<section><h2>接入</h2>
<dl>
<dt>接口网关</dt><dd><code>${origin}</code></dd>
${Object.entries(keys).map(([name, value]) => html`<dt>${name}</dt><dd><code>${value}</code></dd>`)}
<dt>平台时钟</dt><dd>${clock(platform.now())}（北京时间）</dd>
<dt>已收调用</dt><dd>${calls.count} 次，每 60 秒最多 ${settings.rateLimit} 次</dd>
</dl></section>
<section><h2>预备故障</h2>
<form method="post" action="/sandbox/faults">
<label>接口<select name="interface">${option('*', '任一接口', true)}${INTERFACE_NAMES.map((name) => option(name, name, false))}</select></label>
<label>故障<select name="fault">${FAULT_KINDS.map((kind) => option(kind, `${kind}　${FAULT_WORDS[kind]}`, false))}</select></label>
<label>次数<input name="times" type="number" min="1" value="1" placeholder="留空为一直"></label>
<label>响应码（code 用）<select name="code">${Object.entries(CODES).map(([code, message]) => option(code, `${code} ${message}`, code === '9999'))}</select></label>
<label>毫秒（hang、drip、delay 用）<input name="ms" type="number" min="0" placeholder="默认"></label>
<label class="wide">正文（answer 用）<textarea name="body" rows="2" spellcheck="false"></textarea></label>
<label class="check wide"><input type="checkbox" name="acts">先照常处理，再出故障</label>
<button>预备</button></form>
${table(
  ['故障', '接口', '剩余', '清除'],
  faults
    .list()
    .map(
      (fault) =>
        html`<tr><td>${fault.fault}${fault.fault === 'code' ? ` ${fault.code ?? '9999'}` : ''}${fault.acts ? '，先处理' : ''}</td><td>${fault.interface}</td><td>${fault.times === 'always' ? '一直' : `${fault.times} 次`}</td><td><form method="post" action="/sandbox/faults/${fault.id}/clear"><button class="quiet">清除</button></form></td></tr>`,
    ),
  '没有预备的故障，接口照常工作',
)}</section>
</div>
<section><h2>行为</h2>${settingsForm(settings)}</section>`,
  )
}

function settingsForm(settings: Settings): Html {
  const scenario = (Object.keys(SCENARIO_CHOICES) as (keyof typeof SCENARIO_CHOICES)[]).map((name) => {
    const { title, choices } = SCENARIO_WORDS[name]
    return html`<label>${title}<select name="${name}">${Object.entries(choices).map(([value, label]) => option(value, label, settings[name] === value))}</select></label>`
  })
  return html`<form method="post" action="/sandbox/settings">
${scenario}
<label>回答的写法<select name="dialect">${option('table', '按参数表', settings.dialect === 'table')}${option('example', '按示例', settings.dialect === 'example')}</select></label>
<label>列表签名<select name="listSign">${option('java', '[a, b]', settings.listSign === 'java')}${option('indexed', '{0=a, 1=b}', settings.listSign === 'indexed')}</select></label>
<label>时钟偏移（秒）<input name="clockOffset" type="number" value="${Math.round(settings.clockOffsetMs / 1000)}"></label>
<label>每 60 秒调用上限<input name="rateLimit" type="number" min="1" value="${settings.rateLimit}"></label>
<p class="buttons"><button>保存</button><button class="quiet" formaction="/sandbox/settings/reset">恢复正常</button></p></form>`
}
