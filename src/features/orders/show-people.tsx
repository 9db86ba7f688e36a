import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { orderQuery } from '../../api/order-queries.ts'
import { showPeople } from '../../contract/endpoints/orders.ts'
import type { Order } from '../../contract/orders.ts'
import { ReasonDialog } from '../../people/reason-dialog.tsx'
import { Button } from '../../ui/button.tsx'
import { useText } from '../../ui/language.tsx'
import { peopleMessages } from './people-messages.ts'

/** Shows the people unmasked, for a reason. */
export function ShowPeople({ orderId, onShown }: { orderId: string; onShown(order: Order): void }) {
  const t = useText(peopleMessages)
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        {t.show}
      </Button>
      <ReasonDialog
        name="show-people"
        title={t.showTitle}
        text={t.showText}
        submit={t.showSubmit}
        open={open}
        onClose={() => setOpen(false)}
        read={async (body) => {
          onShown(await call(showPeople, { params: { id: orderId }, body }))
          void client.invalidateQueries(orderQuery(orderId))
        }}
      />
    </>
  )
}
