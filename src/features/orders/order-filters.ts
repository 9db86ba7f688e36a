import { useQuery } from '@tanstack/react-query'
import { COMMON_RULES, useCommonFilters } from '../../api/use-common-filters.ts'
import { useSession } from '../../api/use-session.ts'
import { addDays, isDay, shanghaiDay } from '../../contract/days.ts'
import { ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import { ORDER_SORTS } from '../../contract/orders.ts'
import { ORDER_STATUSES, PAY_TYPES } from '../../contract/place-order.ts'
import { atLeast } from '../../contract/session.ts'
import type { Chip, FilterField } from '../../lib/filter-fields.ts'
import type { ListRules } from '../../lib/list-state.ts'
import { useLanguage, useText } from '../../ui/language.tsx'
import { listMessages } from './list-messages.ts'
import { partnerNamesQuery, staffNamesQuery } from './queries.ts'

/** The filters in the list's address, which never contains names, mobiles or documents. */
export const ORDER_RULES: ListRules = {
  filters: {
    // One status, or several separated by commas.
    status: (value) => value.split(',').every((one) => ORDER_STATUSES.some((status) => status === one)),
    attention: (value) => value === '1',
    mixed: (value) => value === '1',
    closed: (value) => value === '1',
    startFrom: isDay,
    startTo: isDay,
    groupNo: (value) => value.length <= 32,
    by: (value) => value.length <= 64,
    from: isDay,
    to: isDay,
    hour: (value) => /^([01]\d|2[0-3])$/.test(value),
    ...COMMON_RULES,
    partnerId: (value) => /^[0-9a-f-]{36}$/.test(value),
    payType: (value) => PAY_TYPES.some((payType) => payType === value),
  },
  sorts: ORDER_SORTS,
}

/** The last `days` days up to today, in Asia/Shanghai. */
function lastDays(days: number): { from: string; to: string } {
  const to = shanghaiDay(Date.now())
  return { from: addDays(to, 1 - days), to }
}

export function useOrderFields(): FilterField[] {
  const t = useText(listMessages)
  const { named, mine } = useCommonFilters(useLanguage().language)
  const role = useSession()?.user.role
  const partners = useQuery({
    ...partnerNamesQuery,
    enabled: role !== undefined && atLeast(role, 'manager'),
  })
  const staff = useQuery({
    ...staffNamesQuery,
    enabled: role !== undefined && atLeast(role, 'manager'),
  })
  const clerks = (staff.data?.items ?? []).map(({ username }) => ({ value: username, label: username }))
  const options = (partners.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return [
    { kind: 'days', label: t.from, verb: t.created, recent: lastDays },
    { kind: 'days', label: t.departsFrom, verb: t.departs, names: { from: 'startFrom', to: 'startTo' } },
    ...named,
    { kind: 'text', name: 'groupNo', label: t.groupColumn, chip: t.groupIs },
    ...(clerks.length > 1
      ? [{ kind: 'choice' as const, name: 'by', label: t.clerk, options: clerks, chip: t.clerkIs }]
      : []),
    {
      kind: 'choice',
      name: 'payType',
      label: t.payType,
      options: [
        { value: 'cash', label: t.cash },
        { value: 'credit', label: t.credit },
      ],
      chip: (word) => word,
    },
    ...(options.length > 0
      ? [{ kind: 'choice' as const, name: 'partnerId', label: t.partner, options, chip: t.partnerIs }]
      : []),
    { kind: 'tick', name: 'mixed', label: t.mixed, chip: t.mixedChip },
    ...mine,
  ]
}

/** Several statuses at once, as a link from the desk may ask for; one alone shows in the row of states. */
export function useStatusChips(status: string | undefined): Chip[] {
  const t = useText(listMessages)
  const { language } = useLanguage()
  const asked = status?.split(',') ?? []
  if (asked.length < 2) return []
  const words = ORDER_STATUSES.filter((one) => asked.includes(one)).map(
    (one) => ORDER_STATUS_WORDS[one][language],
  )
  return [{ words: t.statusIs(words.join(t.or)), without: ['status'] }]
}
