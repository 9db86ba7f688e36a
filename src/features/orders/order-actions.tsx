import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { showOrder } from '../../api/order-queries.ts'
import { problemText } from '../../api/problem-text.ts'
import { useSession } from '../../api/use-session.ts'
import * as paths from '../../contract/paths.ts'
import { ACTION_WHY_WORDS } from '../../contract/action-words.ts'
import { reopenOrder } from '../../contract/endpoints/orders.ts'
import { type OrderActionName, whyNot } from '../../contract/order-actions.ts'
import type { Order } from '../../contract/orders.ts'
import { atLeast } from '../../contract/session.ts'
import { rememberPaying } from '../../lib/paying.ts'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { ButtonAnchor } from '../../ui/button-link.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Menu } from '../../ui/menu.tsx'
import { MenuItem, MenuLink } from '../../ui/menu-item.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { MoreIcon } from '../../ui/staff-icons.tsx'
import { CloseOrderDialog } from './close-order-dialog.tsx'
import { EraseDialog } from './erase-people.tsx'
import { messages } from './messages.ts'
import { OwnLinkDialog } from './own-link.tsx'
import { payerAsked, PayerDialog, PayerWords } from './payer-button.tsx'
import { peopleMessages } from './people-messages.ts'

type Asked = 'surrender' | 'zip' | 'withdraw'

/** The order's available actions: one primary action, the changes, and the rest. */
export function OrderActions({ order, onAsk }: { order: Order; onAsk(what: Asked): void }) {
  const t = useText(messages)
  const p = useText(peopleMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const role = useSession()?.user.role ?? 'clerk'
  const [asking, setAsking] = useState<'close' | 'erase' | 'payer' | 'link' | null>(null)
  const reopen = useMutation({
    mutationFn: () => call(reopenOrder, { params: { id: order.id } }),
    onSuccess: async (next) => {
      await showOrder(client, next)
      announce(t.reopened)
    },
  })
  const { cashierUrl } = order
  const why = (name: OrderActionName) => {
    const code = whyNot(order, name)
    return code && ACTION_WHY_WORDS[code][language]
  }
  const close = () => setAsking(null)
  const credit = order.payType === 'credit'
  const payer = payerAsked(order)
  const sends =
    whyNot(order, 'send') === null && (cashierUrl || payer === 'required' ? 'secondary' : 'primary')
  const files = order.policies.some(({ policyFile, certificateFile }) => policyFile ?? certificateFile)
  return (
    <>
      {cashierUrl && (
        <>
          <ButtonAnchor
            href={cashierUrl}
            onClick={() => rememberPaying(order.id)}
            {...(!credit && { look: 'primary' })}
          >
            {credit ? t.toConfirm : t.toCashier}
          </ButtonAnchor>
          <CopyButton text={cashierUrl} label={credit ? t.copyConfirm : t.copyLink} copied={t.copied} />
        </>
      )}
      {payer && (
        <Button
          className={payer === 'required' ? '' : 'max-sm:hidden'}
          {...(payer === 'required' && { look: 'primary' })}
          onClick={() => setAsking('payer')}
        >
          <PayerWords order={order} />
        </Button>
      )}
      {files && <Button onClick={() => onAsk('zip')}>{t.downloadAll}</Button>}
      {order.policies.length > 0 && (
        <Menu label={t.change} look="button">
          <div className="-m-2 flex flex-col">
            <MenuItem why={why('surrender')} onPress={() => onAsk('surrender')}>
              {t.surrender}
            </MenuItem>
            {whyNot(order, 'change') === null ? (
              <MenuLink to={paths.to(paths.changeOrder, { id: order.id })}>{t.changeOrder}</MenuLink>
            ) : (
              <MenuItem why={why('change')} onPress={() => {}}>
                {t.changeOrder}
              </MenuItem>
            )}
            {whyNot(order, 'withdraw') !== 'no-surrender' && order.surrender && (
              <MenuItem why={why('withdraw')} onPress={() => onAsk('withdraw')}>
                {t.withdraw}
              </MenuItem>
            )}
          </div>
        </Menu>
      )}
      {sends && (
        <Button
          className={sends === 'primary' ? '' : 'max-sm:hidden'}
          look={sends}
          onClick={() => setAsking('link')}
        >
          {t.sendToCustomer}
        </Button>
      )}
      <Menu
        label={
          <>
            <MoreIcon />
            <span className="sr-only">{t.moreActions}</span>
          </>
        }
        look="icon"
      >
        <div className="-m-2 flex flex-col">
          {/* On phones the second row of buttons is here. */}
          <div className="sm:hidden">
            {payer === 'answerable' && (
              <MenuItem onPress={() => setAsking('payer')}>
                <PayerWords order={order} />
              </MenuItem>
            )}
            {sends === 'secondary' && (
              <MenuItem onPress={() => setAsking('link')}>{t.sendToCustomer}</MenuItem>
            )}
          </div>
          {atLeast(role, 'manager') && (
            <MenuLink to={paths.to(paths.evidence, { id: order.id })}>{t.evidence}</MenuLink>
          )}
          {order.erasedAt ? (
            <MenuItem why={ACTION_WHY_WORDS.erased[language]} onPress={() => {}}>
              {t.sellAgain}
            </MenuItem>
          ) : (
            <MenuLink to={paths.to(paths.saleAgain, { orderId: order.id })}>{t.sellAgain}</MenuLink>
          )}
          <MenuLink to={paths.to(paths.roster, { id: order.id })}>{t.roster}</MenuLink>
          {order.closedAt && order.status === 'unpaid' ? (
            <MenuItem why={why('reopen')} busy={reopen.isPending} onPress={() => reopen.mutate()}>
              {t.reopen}
            </MenuItem>
          ) : (
            <MenuItem why={why('close')} onPress={() => setAsking('close')}>
              {t.closeOrder}
            </MenuItem>
          )}
          {role === 'admin' && (
            <MenuItem why={why('erase')} onPress={() => setAsking('erase')}>
              {order.keptUntil ? p.seal : p.erase}
            </MenuItem>
          )}
        </div>
      </Menu>
      <PayerDialog order={order} open={asking === 'payer'} onClose={close} />
      <OwnLinkDialog orderId={order.id} open={asking === 'link'} onClose={close} />
      <CloseOrderDialog orderId={order.id} open={asking === 'close'} onClose={close} />
      <EraseDialog order={order} open={asking === 'erase'} onClose={close} />
      {reopen.error && <ProblemBanner {...problemText(reopen.error, language)} />}
    </>
  )
}
