import type { AuditEntry } from '../../contract/audit.ts'
import { FACT_WORDS, VALUE_WORDS } from '../../contract/audit-words.ts'
import { ATTENTION_WORDS } from '../../contract/attention-words.ts'
import { ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import type { Language } from '../../ui/language.tsx'

/** The facts of an entry in the reader's language. */
export function detailWords(detail: AuditEntry['detail'], language: Language): string {
  const listed = language === 'zh' ? '、' : ', '
  const say = (value: unknown): string => {
    const text = String(value)
    const known = VALUE_WORDS[text] ?? ATTENTION_WORDS[text as never] ?? undefined
    return (known ?? ORDER_STATUS_WORDS[text as never])?.[language] ?? text
  }
  return Object.entries(detail)
    .map(([name, value]) => {
      const words = FACT_WORDS[name]?.[language] ?? name
      return `${words}${language === 'zh' ? '：' : ': '}${Array.isArray(value) ? value.map(say).join(listed) : say(value)}`
    })
    .join(' · ')
}
