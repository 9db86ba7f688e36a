import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { problemLine } from '../../api/problem-text.ts'
import { showOrder } from '../../api/order-queries.ts'
import { changeNote, readOrder, refreshOrder, resolveAttention } from '../../contract/endpoints/orders.ts'
import { ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import type { OrderSummary } from '../../contract/orders.ts'
import { BulkDialog } from '../../ui/bulk-dialog.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { listMessages } from './list-messages.ts'
import { orderTitle } from './order-title.ts'

type Props = { orders: readonly OrderSummary[]; open: boolean; onClose(): void }

function useRows(orders: readonly OrderSummary[]) {
  const { language } = useLanguage()
  return {
    rows: orders.map((order) => ({ key: order.id, name: orderTitle(order, language) })),
    failure: (error: unknown) => problemLine(error, language),
  }
}

/** Asks the platform about each. */
export function RefreshMany({ orders, ...dialog }: Props) {
  const t = useText(listMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  return (
    <BulkDialog title={t.refreshMany} {...useRows(orders)} {...dialog}>
      {(start, cancel) => (
        <div className="flex flex-col gap-4">
          <p>{t.refreshManyText(orders.length)}</p>
          <div className="flex gap-2">
            <Button
              look="primary"
              onClick={() =>
                start(async (id) => {
                  const order = await call(refreshOrder, { params: { id } })
                  await showOrder(client, order)
                  return ORDER_STATUS_WORDS[order.status][language]
                })
              }
            >
              {t.refreshMany}
            </Button>
            {cancel}
          </div>
        </div>
      )}
    </BulkDialog>
  )
}

/** Resolves everything that needs attention on each. */
export function SettleMany({ orders, ...dialog }: Props) {
  const t = useText(listMessages)
  const client = useQueryClient()
  const [remark, setRemark] = useState('')
  return (
    <BulkDialog title={t.settleMany} {...useRows(orders)} {...dialog}>
      {(start, cancel) => (
        <div className="flex flex-col gap-4">
          <p>{t.settleManyText(orders.length)}</p>
          <TextField label={t.remark} value={remark} onChange={(event) => setRemark(event.target.value)} />
          <div className="flex gap-2">
            <Button
              look="primary"
              onClick={() =>
                start(async (id) => {
                  const { attention } = await call(readOrder, { params: { id } })
                  for (const reason of attention) {
                    const body = { reason, ...(remark.trim() && { remark }) }
                    await showOrder(client, await call(resolveAttention, { params: { id }, body }))
                  }
                  return attention.length === 0 ? t.settledNone : t.settledOne(attention.length)
                })
              }
            >
              {t.settleMany}
            </Button>
            {cancel}
          </div>
        </div>
      )}
    </BulkDialog>
  )
}

/** Gives each the same group number, note or both. An empty field changes nothing. */
export function NoteMany({ orders, ...dialog }: Props) {
  const t = useText(listMessages)
  const client = useQueryClient()
  const [groupNo, setGroupNo] = useState('')
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const empty = !groupNo.trim() && !note.trim()
  return (
    <BulkDialog title={t.noteMany} {...useRows(orders)} {...dialog}>
      {(start, cancel) => (
        <div className="flex flex-col gap-4">
          <p>{t.noteManyText(orders.length)}</p>
          <TextField
            label={t.groupColumn}
            value={groupNo}
            error={tried && empty ? t.noteEmpty : undefined}
            onChange={(event) => setGroupNo(event.target.value)}
          />
          <TextField label={t.noteColumn} value={note} onChange={(event) => setNote(event.target.value)} />
          <div className="flex gap-2">
            <Button
              look="primary"
              onClick={() => {
                setTried(true)
                if (empty) return
                start(async (id) => {
                  const body = { ...(groupNo.trim() && { groupNo }), ...(note.trim() && { note }) }
                  await showOrder(client, await call(changeNote, { params: { id }, body }))
                  return t.saved
                })
              }}
            >
              {t.save}
            </Button>
            {cancel}
          </div>
        </div>
      )}
    </BulkDialog>
  )
}
