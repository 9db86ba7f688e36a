import type { Cover } from '../../contract/cover.ts'
import { useLanguage, useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

/** The sums of a plan, line by line. */
export function PlanCover({ cover, planCode }: { cover: Cover; planCode: string }) {
  const t = useText(messages)
  const { language } = useLanguage()
  return (
    <span className="mt-2 grid grid-cols-[1fr_auto] gap-x-3 pl-8 text-base text-muted">
      {cover.lines.map(({ name, sums }) => {
        const sum = sums[planCode]
        return (
          <span key={name.zh} className="contents">
            <span className="break-words">{name[language]}</span>
            <span className={`tabular text-right ${sum ? 'text-ink' : ''}`}>{sum?.[language] ?? t.none}</span>
          </span>
        )
      })}
    </span>
  )
}
