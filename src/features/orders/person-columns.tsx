import { shanghaiDay } from '../../contract/days.ts'
import { ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import { ORDER_STATUS_TONES } from '../../contract/order-tones.ts'
import type { Relation } from '../../contract/people.ts'
import { RELATION_WORDS } from '../../contract/people-words.ts'
import { platformWord } from '../../contract/platform-words.ts'
import { Amount } from '../../ui/amount.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { DataText } from '../../ui/data-text.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import { type Language, useLanguage, useText } from '../../ui/language.tsx'
import type { Column } from '../../ui/table.tsx'
import { peopleMessages } from './people-messages.ts'
import { messages } from './messages.ts'
import { ageOf, type PersonRow } from './person-rows.ts'

export function cardWords({ cardType, cardNo }: PersonRow, language: Language): string {
  // The middle of a masked number says nothing.
  const short = cardNo?.replace(/\*{4,}/, '***')
  return [cardType && platformWord(cardType, language), short].filter(Boolean).join(' ')
}

export function sexAndAge({ gender, birthday }: PersonRow, language: Language): string {
  const age = ageOf(birthday, shanghaiDay(Date.now()))
  return [gender && platformWord(gender, language), age !== null && peopleMessages[language].age(age)]
    .filter(Boolean)
    .join(' ')
}

export function relationOf({ relation }: PersonRow, language: Language): string {
  return relation ? RELATION_WORDS[relation as Relation][language] : ''
}

/** Status of a person's policy in words. */
export function stateWords({ state, label }: PersonRow, language: Language): string {
  if (state === 'none') {
    const said = label && platformWord(label, language)
    return peopleMessages[language].noPolicy + (said ? ` (${said})` : '')
  }
  return state ? ORDER_STATUS_WORDS[state][language] : label ? platformWord(label, language) : '—'
}

function PersonState({ row }: { row: PersonRow }) {
  const { language } = useLanguage()
  const words = stateWords(row, language)
  if (row.state === null) return words
  return <StatusDot tone={row.state === 'none' ? 'warn' : ORDER_STATUS_TONES[row.state]}>{words}</StatusDot>
}

/** Columns of the people table; files come from the caller. */
export function usePersonColumns(
  rows: readonly PersonRow[],
  files: (row: PersonRow) => React.ReactNode,
): Column<PersonRow>[] {
  const t = useText(messages)
  const p = useText(peopleMessages)
  const { language } = useLanguage()
  const some = (has: (row: PersonRow) => unknown) => rows.some((row) => Boolean(has(row)))
  return [
    {
      name: t.name,
      snug: true,
      cell: (row) => (
        <>
          <strong>
            <DataText>{row.name ?? '—'}</DataText>
          </strong>
          <span className="block text-small text-muted @min-[560px]:hidden">
            <PersonState row={row} /> <span className="tabular">{row.policyCode}</span>
          </span>
        </>
      ),
    },
    {
      name: t.card,
      cell: (row) => <span className="tabular">{cardWords(row, language)}</span>,
    },
    ...(some((row) => row.gender ?? row.birthday)
      ? [
          {
            name: p.sexAge,
            wide: 'very',
            cell: (row: PersonRow) => <span className="whitespace-nowrap">{sexAndAge(row, language)}</span>,
          } as const,
        ]
      : []),
    ...(some((row) => row.relation)
      ? [
          {
            name: p.relation,
            wide: 'very',
            cell: (row: PersonRow) => (
              <span className="whitespace-nowrap text-muted">{relationOf(row, language)}</span>
            ),
          } as const,
        ]
      : []),
    ...(rows.filter(({ contact }) => contact).length > 1 || rows.length === 1
      ? [
          {
            name: t.contact,
            wide: 'very',
            cell: (row: PersonRow) => <span className="tabular">{row.contact ?? '—'}</span>,
          } as const,
        ]
      : []),
    ...(some((row) => row.policyCode ?? row.state)
      ? [
          {
            name: t.policyCode,
            wide: true,
            cell: (row: PersonRow) =>
              row.policyCode ? <CopyText text={row.policyCode} label={t.copy} copied={t.copied} /> : '—',
          } as const,
          { name: t.status, wide: true, cell: (row: PersonRow) => <PersonState row={row} /> } as const,
        ]
      : []),
    ...(some((row) => row.fee !== null)
      ? [
          {
            name: t.fee,
            align: 'right',
            wide: true,
            cell: (row: PersonRow) => <Amount fen={row.fee} />,
          } as const,
        ]
      : []),
    ...(some((row) => row.policy?.policyFile ?? row.policy?.certificateFile)
      ? [{ name: 'PDF', align: 'right', cell: files } as const]
      : []),
  ]
}
