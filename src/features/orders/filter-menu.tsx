import { useQuery } from '@tanstack/react-query'
import { readOptions } from '../../api/call.ts'
import { useSession } from '../../api/use-session.ts'
import { listMembers } from '../../contract/endpoints/members.ts'
import { listPartnerNames } from '../../contract/endpoints/partners.ts'
import { listProducts } from '../../contract/endpoints/products.ts'
import { ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import { atLeast } from '../../contract/session.ts'
import { ORDER_STATUSES, type OrderStatus } from '../../contract/place-order.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, SelectField, TextField } from '../../ui/field.tsx'
import { CloseIcon } from '../../ui/icons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Menu } from '../../ui/menu.tsx'
import { type Filter, lastDays, type ListState } from './list-filters.ts'
import { listMessages } from './list-messages.ts'

type Filters = ListState['filters']
type Props = { filters: Filters; onChange(filters: Filters): void }
/** Which date `from` and `to` filter. */
type Days = 'created' | 'cover'

/** Clerks see only their own orders and do not load partners. */
function useNames() {
  const role = useSession()?.user.role
  const products = useQuery(readOptions(listProducts, {}))
  const members = useQuery(readOptions(listMembers, {}))
  const partners = useQuery({
    ...readOptions(listPartnerNames, {}),
    enabled: role !== undefined && atLeast(role, 'manager'),
  })
  return {
    partners: (partners.data?.items ?? []).map((one) => ({ value: one.id, label: one.name })),
    products: (products.data?.items ?? []).map((one) => ({ value: one.productCode, label: one.productName })),
    members: (members.data?.items ?? []).map((one) => ({ value: one.memberId, label: one.company })),
  }
}

/** All order filters except status. */
export function FilterMenu({
  filters,
  onChange,
  mayOthers,
  offers = ['from', 'to', 'payType', 'partnerId', 'mixed'],
  days = 'created',
}: Props & {
  mayOthers: boolean
  /** Filters besides product, member and own sales. */
  offers?: readonly Filter[]
  days?: Days
}) {
  const t = useText(listMessages)
  const { products, members, partners } = useNames()
  const set = (more: Filters) => onChange({ ...filters, ...more })
  return (
    <Menu label={t.filter} align="left">
      <div className="grid w-[min(420px,calc(100vw-72px))] gap-4 sm:grid-cols-2">
        {offers.includes('from') && (
          <>
            {days === 'created' && (
              <div className="flex flex-wrap gap-2 sm:col-span-2">
                <Button onClick={() => set(lastDays(1))}>{t.today}</Button>
                <Button onClick={() => set(lastDays(7))}>{t.lastDays(7)}</Button>
                <Button onClick={() => set(lastDays(30))}>{t.lastDays(30)}</Button>
              </div>
            )}
            <TextField
              type="date"
              label={days === 'cover' ? t.coverFrom : t.from}
              value={filters.from ?? ''}
              onChange={(event) => set({ from: event.target.value })}
            />
            <TextField
              type="date"
              label={t.to}
              value={filters.to ?? ''}
              min={filters.from}
              onChange={(event) => set({ to: event.target.value })}
            />
          </>
        )}
        <SelectField
          label={t.product}
          placeholder={t.any}
          options={products}
          value={filters.productCode ?? ''}
          onChange={(event) => set({ productCode: event.target.value })}
        />
        <SelectField
          label={t.member}
          placeholder={t.any}
          options={members}
          value={filters.memberId ?? ''}
          onChange={(event) => set({ memberId: event.target.value })}
        />
        {offers.includes('payType') && (
          <SelectField
            label={t.payType}
            placeholder={t.any}
            options={[
              { value: 'cash', label: t.cash },
              { value: 'credit', label: t.credit },
            ]}
            value={filters.payType ?? ''}
            onChange={(event) => set({ payType: event.target.value })}
          />
        )}
        {offers.includes('partnerId') && partners.length > 0 && (
          <SelectField
            label={t.partner}
            placeholder={t.any}
            options={partners}
            value={filters.partnerId ?? ''}
            onChange={(event) => set({ partnerId: event.target.value })}
          />
        )}
        {offers.includes('mixed') && (
          <div className="self-end pb-2">
            <Checkbox
              label={t.mixed}
              checked={filters.mixed === '1'}
              onChange={(event) => set({ mixed: event.target.checked ? '1' : '' })}
            />
          </div>
        )}
        {mayOthers && (
          <div className="self-end pb-2">
            <Checkbox
              label={t.mine}
              checked={filters.mine === '1'}
              onChange={(event) => set({ mine: event.target.checked ? '1' : '' })}
            />
          </div>
        )}
      </div>
    </Menu>
  )
}

/** Several statuses at once, as links from the desk use. A single one shows in the status tabs. */
function severalOf(status: string | undefined): OrderStatus[] {
  const asked = status?.split(',') ?? []
  return asked.length > 1 ? ORDER_STATUSES.filter((one) => asked.includes(one)) : []
}

/** Active filters as removable chips. */
export function FilterChips({ filters, onChange, days = 'created' }: Props & { days?: Days }) {
  const t = useText(listMessages)
  const { products, members, partners } = useNames()
  const { status, from, to, hour, productCode, memberId, partnerId, payType, mixed, mine } = filters
  const { language } = useLanguage()
  const nameIn = (list: { value: string; label: string }[], code: string) =>
    list.find(({ value }) => value === code)?.label ?? code
  const chips: { words: string; without: Filter[] }[] = []
  const verb = days === 'cover' ? t.coverBegins : t.created
  const statuses = severalOf(status)
  if (statuses.length > 0)
    chips.push({
      words: t.statusIs(statuses.map((one) => ORDER_STATUS_WORDS[one][language]).join(t.or)),
      without: ['status'],
    })
  if (from && from === to) chips.push({ words: t.on(verb, from), without: ['from', 'to', 'hour'] })
  else if (from && to) chips.push({ words: t.fromTo(verb, from, to), without: ['from', 'to'] })
  else if (from) chips.push({ words: t.since(verb, from), without: ['from'] })
  else if (to) chips.push({ words: t.until(verb, to), without: ['to'] })
  if (hour) chips.push({ words: t.atHour(hour), without: ['hour'] })
  if (productCode) chips.push({ words: t.productIs(nameIn(products, productCode)), without: ['productCode'] })
  if (memberId) chips.push({ words: t.memberIs(nameIn(members, memberId)), without: ['memberId'] })
  if (partnerId) chips.push({ words: t.partnerIs(nameIn(partners, partnerId)), without: ['partnerId'] })
  if (payType) chips.push({ words: payType === 'credit' ? t.credit : t.cash, without: ['payType'] })
  if (mixed) chips.push({ words: t.mixedChip, without: ['mixed'] })
  if (mine) chips.push({ words: t.mineChip, without: ['mine'] })
  if (chips.length === 0) return null
  return (
    <ul className="mb-3 flex flex-wrap items-center gap-2">
      {chips.map(({ words, without }) => (
        <li
          key={words}
          className="flex h-7 items-center gap-1 rounded border border-line-strong pl-2 text-small"
        >
          {words}
          <button
            type="button"
            aria-label={t.remove(words)}
            className="grid size-7 place-items-center rounded text-muted hover:bg-sunken hover:text-ink"
            onClick={() => {
              const next = { ...filters }
              for (const name of without) delete next[name]
              onChange(next)
            }}
          >
            <CloseIcon size={12} />
          </button>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Button
            look="quiet"
            onClick={() => {
              const { attention, state } = filters
              onChange({
                ...(status && statuses.length === 0 && { status }),
                ...(attention && { attention }),
                ...(state && { state }),
              })
            }}
          >
            {t.clearAll}
          </Button>
        </li>
      )}
    </ul>
  )
}
