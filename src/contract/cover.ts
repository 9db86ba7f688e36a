import * as z from 'zod/mini'
import { text } from './people.ts'

const words = (max: number) => z.object({ zh: text(max), en: text(max) })

export const MOST_LINES = 8

/** 保障责任: what each plan covers and what it does not, in both languages, as an admin enters it. */
export const Cover = z.object({
  lines: z
    .array(
      z.object({
        name: words(40),
        /** The sum by plan code: 10 万元. A plan without one does not cover this. */
        sums: z.record(z.string().check(z.maxLength(32)), words(40)),
      }),
    )
    .check(z.minLength(1, 'required'), z.maxLength(MOST_LINES, `too-many-lines-${MOST_LINES}`)),
  /** The main exclusions, one a line. */
  exclusions: words(1000),
})
export type Cover = z.infer<typeof Cover>

/** The cover as shown, with the id of the document that states it in words. */
export const ShownCover = z.extend(Cover, { id: z.string() })
export type ShownCover = z.infer<typeof ShownCover>

/** Null withdraws it. */
export const PutCover = z.object({ cover: z.nullable(Cover) })

type Named = readonly { planCode: string; planName: string }[]

export const COVER_TITLE = '保障责任与免责说明'
const WORDS = {
  zh: { none: '不保', not: '主要不赔情形', is: '：' },
  en: { none: 'Not covered', not: 'Main exclusions', is: ': ' },
}

/** The cover in the words of one language: everything that the table shows. */
export function coverWords({ lines, exclusions }: Cover, plans: Named, language: 'zh' | 'en'): string {
  const t = WORDS[language]
  const sumOf = (line: Cover['lines'][number], planCode: string) =>
    `${line.name[language]}${t.is}${line.sums[planCode]?.[language] ?? t.none}`
  return [
    ...plans.flatMap(({ planCode, planName }) => [
      `# ${planName}`,
      lines.map((line) => sumOf(line, planCode)).join('\n'),
    ]),
    `# ${t.not}`,
    exclusions[language],
  ].join('\n\n')
}
