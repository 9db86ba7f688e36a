import * as paths from '../../contract/paths.ts'
import type { Order } from '../../contract/orders.ts'
import type { SealedRecord } from '../../contract/sealed-orders.ts'
import { saveFile } from '../../lib/save-file.ts'
import { Button } from '../../ui/button.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { HolderRow } from './order-details.tsx'
import { orderNumber } from './order-title.ts'
import { PeopleTable } from './people-table.tsx'
import { sealedMessages } from './sealed-messages.ts'

/** The people of a sealed order in full, as a table and as a file. */
export function SealedData({
  order,
  record,
  onHide,
}: {
  order: Order
  record: SealedRecord
  onHide(): void
}) {
  const t = useText(sealedMessages)
  const names = new Map(record.policies.map((one) => [one.policyCode, one.insuredName]))
  const opened = {
    ...order,
    holder: record.holder,
    insured: record.insured,
    platform: record.platform,
    policies: order.policies.map((one) => ({ ...one, insuredName: names.get(one.policyCode) ?? null })),
  }
  const save = () =>
    saveFile(
      new Blob([JSON.stringify(record, null, 2)], { type: 'application/json' }),
      `${t.fileName}-${orderNumber(order)}.json`,
    )
  return (
    <Section
      title={t.record}
      plain
      aside={
        <span className="flex flex-wrap gap-2">
          {order.channel !== 'staff' && (
            <ButtonLink to={paths.to(paths.replay, { id: order.id })}>{t.recording}</ButtonLink>
          )}
          <Button onClick={save}>{t.save}</Button>
          <Button onClick={onHide}>{t.hide}</Button>
        </span>
      }
    >
      <p className="mb-3 text-muted">{t.recordText}</p>
      <HolderRow order={opened} />
      <PeopleTable order={opened} />
    </Section>
  )
}
