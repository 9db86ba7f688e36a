import type { ReactNode } from 'react'
import type { Order, PlatformOrder } from '../../contract/orders.ts'
import type { Relation } from '../../contract/people.ts'
import { PERSON_WORDS, RELATION_WORDS } from '../../contract/people-words.ts'
import { platformWord } from '../../contract/platform-words.ts'
import { Amount } from '../../ui/amount.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { DescriptionList, Section } from '../../ui/layout.tsx'
import { DataTable } from '../../ui/table.tsx'
import { messages } from './messages.ts'

/** A holder as the platform has them, or as entered here: fields that 7.11 does not answer may be missing. */
type ShownHolder = NonNullable<PlatformOrder['holder']> & {
  [Field in keyof NonNullable<Order['holder']>]?: string | null
}
/** The document's type stands beside its number. */
type ShownField = Exclude<keyof ShownHolder, 'cardType'>

/** The order's people: from the platform once it responded, as entered before. */
export function OrderPeople({ order }: { order: Order }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const { platform } = order
  const word = (label: string | null) => (label === null ? '' : platformWord(label, language))
  const relationOf = relationsByName(order)
  const relationWord = (name: string | null) => {
    const relation = relationOf.get(name)
    return relation ? t.relation(RELATION_WORDS[relation][language]) : ''
  }
  const holder = platform ? platform.holder : order.holder
  const entered = platform && !platform.holder ? order.holder : null
  const insured =
    platform && platform.insured.length > 0
      ? platform.insured
      : order.insured.map((one) => ({ ...one, fee: null, policyStatus: null, policyCode: null }))
  return (
    <>
      {platform?.enterprise && (
        <Section title={t.enterprise}>
          <DescriptionList
            wide
            items={[
              [t.name, platform.enterprise.name],
              [
                t.card,
                [word(platform.enterprise.cardType), platform.enterprise.cardNo].filter(Boolean).join(' '),
              ],
              [t.mobile, platform.enterprise.mobile],
              [t.email, platform.enterprise.email],
            ]}
          />
        </Section>
      )}
      {holder && <HolderSection title={t.holder} holder={holder} />}
      {entered && <HolderSection title={t.holderEntered} holder={entered} />}
      <Section title={t.insured}>
        {insured.length === 0 ? (
          <p className="text-muted">{t.peopleLater}</p>
        ) : (
          <>
            {!(platform && platform.insured.length > 0) && (
              <p className="mb-2 text-muted">{platform ? t.enteredOnly : t.asEntered}</p>
            )}
            <DataTable
              label={t.insured}
              rows={insured.map((one, place) => ({ ...one, place }))}
              rowKey={(one) => String(one.place)}
              columns={[
                {
                  name: t.name,
                  cell: (one) => (
                    <>
                      {one.name ?? '—'}
                      <Second>{relationWord(one.name)}</Second>
                      <span className="@min-[560px]:hidden">
                        <Second>{one.mobile}</Second>
                        <Second>{one.email}</Second>
                      </span>
                    </>
                  ),
                },
                {
                  name: t.card,
                  cell: (one) => (
                    <>
                      <span className="tabular">
                        {word(one.cardType)} {one.cardNo}
                      </span>
                      <Second>{[one.birthday, word(one.gender)].filter(Boolean).join(' ')}</Second>
                    </>
                  ),
                },
                {
                  name: t.contact,
                  wide: true,
                  cell: (one) => (
                    <>
                      {one.mobile ?? one.email ?? '—'}
                      <Second>{one.mobile && one.email}</Second>
                    </>
                  ),
                },
                {
                  name: t.policyCode,
                  wide: true,
                  cell: (one) => (
                    <>
                      {one.policyCode ?? '—'}
                      <Second>{word(one.policyStatus)}</Second>
                    </>
                  ),
                },
                { name: t.fee, align: 'right', cell: (one) => <Amount fen={one.fee} /> },
              ]}
            />
          </>
        )}
      </Section>
    </>
  )
}

function HolderSection({ title, holder }: { title: string; holder: ShownHolder }) {
  const { language } = useLanguage()
  const word = (label: string | null) => (label === null ? '' : platformWord(label, language))
  const cells: Record<ShownField, ReactNode> = {
    name: holder.name,
    cardNo: (
      <span className="tabular">{[word(holder.cardType), holder.cardNo].filter(Boolean).join(' ')}</span>
    ),
    birthday: <span className="tabular">{holder.birthday}</span>,
    gender: word(holder.gender),
    mobile: holder.mobile,
    email: holder.email,
  }
  const fields = Object.keys(cells) as ShownField[]
  return (
    <Section title={title}>
      <DescriptionList wide items={fields.map((field) => [PERSON_WORDS[field][language], cells[field]])} />
    </Section>
  )
}

/** Optional second line of a cell. */
function Second({ children }: { children: ReactNode }) {
  return children ? <span className="tabular block text-small font-normal text-muted">{children}</span> : null
}

/** Relations as entered, because 7.11 returns none. People with the same name are ambiguous and get none. */
function relationsByName({ insured }: Order): ReadonlyMap<string | null, Relation> {
  const found = new Map<string | null, Relation>()
  const twice = new Set<string>()
  for (const { name, relation } of insured) {
    if (found.has(name)) twice.add(name)
    found.set(name, relation as Relation)
  }
  for (const name of twice) found.delete(name)
  return found
}
