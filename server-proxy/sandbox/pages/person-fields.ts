import { CARD_CHOICES, RELATION_CHOICES } from '../business/labels.ts'
import type { Enterprise, Person } from '../store/records.ts'
import { flag, html, type Html } from './html.ts'

/** Faults by the field's name in the form. */
export type FormFaults = ReadonlyMap<string, string>

type Input = {
  type?: 'text' | 'tel' | 'email' | 'date'
  mode?: 'numeric' | 'tel' | 'email'
  optional?: boolean
}

const hint = (faults: FormFaults, name: string) =>
  faults.has(name) && html`<small class="fault">${faults.get(name) ?? ''}</small>`

export function input(
  name: string,
  label: string,
  value: string,
  faults: FormFaults,
  { type = 'text', mode, optional }: Input = {},
): Html {
  return html`<label class="field${faults.has(name) ? ' bad' : ''}"><span>${label}</span>
<input name="${name}" type="${type}"${mode ? html` inputmode="${mode}"` : ''}${optional ? html` placeholder="选填"` : ''} autocomplete="off" maxlength="32" value="${value}">${hint(faults, name)}</label>`
}

export function select(
  name: string,
  label: string,
  choices: readonly { value: string; label: string }[],
  chosen: string,
  faults: FormFaults,
): Html {
  const options = choices.map(
    (choice) =>
      html`<option value="${choice.value}"${flag('selected', choice.value === chosen)}>${choice.label}</option>`,
  )
  return html`<label class="field${faults.has(name) ? ' bad' : ''}"><span>${label}</span><select name="${name}">${options}</select>${hint(faults, name)}</label>`
}

const GENDERS = [
  { value: 'M', label: '男' },
  { value: 'F', label: '女' },
]

/** `prefix` is `holder.` or `insured.0.` …; the holder has no relation. */
export function personFields(prefix: string, person: Person | null, faults: FormFaults): Html {
  const name = (field: string) => prefix + field
  const value = (field: keyof Person) => person?.[field] ?? ''
  return html`<div class="fields" data-person="${prefix}">
${input(name('name'), '姓名', value('name'), faults)}
${select(name('cardType'), '证件类型', CARD_CHOICES, value('cardType') || '1', faults)}
${input(name('cardNo'), '证件号码', value('cardNo'), faults)}
${input(name('birthday'), '出生日期', value('birthday'), faults, { type: 'date' })}
${select(name('gender'), '性别', GENDERS, value('gender') || 'M', faults)}
${input(name('mobile'), '手机号', value('mobile'), faults, { type: 'tel', mode: 'tel', optional: true })}
${input(name('email'), '电子邮箱', value('email'), faults, { type: 'email', mode: 'email', optional: true })}
${prefix !== 'holder.' && select(name('relation'), '与投保人关系', RELATION_CHOICES, value('relation') || '5', faults)}
</div>`
}

export function enterpriseFields(enterprise: Enterprise | null, faults: FormFaults): Html {
  return html`<div class="fields enterprise-only">
${input('enterprise.name', '企业名称', enterprise?.name ?? '', faults)}
${input('enterprise.creditCode', '统一社会信用代码', enterprise?.creditCode ?? '', faults)}
${input('enterprise.mobile', '联系手机号', enterprise?.mobile ?? '', faults, { type: 'tel', mode: 'tel', optional: true })}
${input('enterprise.email', '电子邮箱', enterprise?.email ?? '', faults, { type: 'email', mode: 'email', optional: true })}
</div>`
}
