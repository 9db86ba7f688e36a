import type { Order } from '../../contract/orders.ts'
import type { CardType } from '../../contract/people.ts'
import { CARD_TYPE_WORDS, GENDER_WORDS } from '../../contract/people-words.ts'
import { Amount } from '../../ui/amount.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { DescriptionList, Section } from '../../ui/layout.tsx'
import { DataTable } from '../../ui/table.tsx'
import { messages } from './messages.ts'

/** Who is on the order: as the platform has them once it answered, as entered before that. */
export function OrderPeople({ order }: { order: Order }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const { platform } = order
  const cardWord = (cardType: string | null) =>
    CARD_TYPE_WORDS[cardType as CardType]?.[language] ?? cardType ?? ''
  const genderWord = (gender: string | null) => GENDER_WORDS[gender as 'M' | 'F']?.[language] ?? gender ?? ''
  const holder = platform?.holder ?? order.holder
  const insured =
    platform && platform.insured.length > 0
      ? platform.insured
      : order.insured.map((one) => ({ ...one, fee: null, policyStatus: null }))
  return (
    <>
      {platform?.enterprise && (
        <Section title={t.enterprise}>
          <DescriptionList
            wide
            items={[
              [t.name, platform.enterprise.name],
              [t.card, [platform.enterprise.cardType, platform.enterprise.cardNo].filter(Boolean).join(' ')],
              [t.mobile, platform.enterprise.mobile],
              [t.email, platform.enterprise.email],
            ]}
          />
        </Section>
      )}
      {holder && (
        <Section title={t.holder}>
          <DescriptionList
            wide
            items={[
              [t.name, holder.name],
              [
                t.card,
                <span className="tabular">
                  {[cardWord(holder.cardType), holder.cardNo].filter(Boolean).join(' ')}
                </span>,
              ],
              [t.birthday, <span className="tabular">{holder.birthday}</span>],
              [t.gender, genderWord(holder.gender)],
              [t.mobile, holder.mobile],
              [t.email, holder.email],
            ]}
          />
        </Section>
      )}
      <Section title={t.insured}>
        {insured.length === 0 ? (
          <p className="text-muted">{t.peopleLater}</p>
        ) : (
          <>
            {!platform && <p className="mb-2 text-muted">{t.asEntered}</p>}
            <DataTable
              label={t.insured}
              rows={insured.map((one, place) => ({ ...one, place }))}
              rowKey={(one) => String(one.place)}
              columns={[
                { name: t.name, cell: (one) => one.name ?? '—' },
                {
                  name: t.card,
                  cell: (one) => (
                    <span className="tabular">
                      {cardWord(one.cardType)} {one.cardNo}
                    </span>
                  ),
                },
                {
                  name: t.birthday,
                  wide: true,
                  cell: (one) => <span className="tabular">{one.birthday ?? '—'}</span>,
                },
                { name: t.gender, wide: true, cell: (one) => genderWord(one.gender) },
                { name: t.policyStatus, wide: true, cell: (one) => one.policyStatus ?? '—' },
                { name: t.fee, align: 'right', cell: (one) => <Amount fen={one.fee} /> },
              ]}
            />
          </>
        )}
      </Section>
    </>
  )
}
