import { useQuery } from '@tanstack/react-query'
import type { Language } from '../contract/problems.ts'
import { atLeast } from '../contract/session.ts'
import type { FilterField } from '../lib/filter-fields.ts'
import type { ListRules } from '../lib/list-state.ts'
import { membersQuery, productsQuery } from './shared-queries.ts'
import { useSession } from './use-session.ts'

const WORDS = {
  zh: {
    product: '产品',
    member: '渠道会员',
    productIs: (name: string) => `产品：${name}`,
    memberIs: (name: string) => `会员：${name}`,
    mine: '只看我经办的',
    mineChip: '我经办的',
  },
  en: {
    product: 'Product',
    member: 'Channel member',
    productIs: (name: string) => `Product: ${name}`,
    memberIs: (name: string) => `Member: ${name}`,
    mine: 'My sales only',
    mineChip: 'My sales',
  },
}

const isCode = (value: string) => /^[\w-]{1,32}$/.test(value)

/** Filters of every list that shows orders: by product, by member, and only one's own. */
export const COMMON_RULES: ListRules['filters'] = {
  productCode: isCode,
  memberId: isCode,
  mine: (value) => value === '1',
}

/** Their fields. Clerks see their own orders only, so `mine` is empty for them. */
export function useCommonFilters(language: Language): { named: FilterField[]; mine: FilterField[] } {
  const t = WORDS[language]
  const role = useSession()?.user.role
  const products = useQuery(productsQuery)
  const members = useQuery(membersQuery)
  return {
    named: [
      {
        kind: 'choice',
        name: 'productCode',
        label: t.product,
        options: (products.data?.items ?? []).map((one) => ({
          value: one.productCode,
          label: one.productName,
        })),
        chip: t.productIs,
      },
      {
        kind: 'choice',
        name: 'memberId',
        label: t.member,
        options: (members.data?.items ?? []).map((one) => ({ value: one.memberId, label: one.company })),
        chip: t.memberIs,
      },
    ],
    mine:
      role !== undefined && atLeast(role, 'manager')
        ? [{ kind: 'tick', name: 'mine', label: t.mine, chip: t.mineChip }]
        : [],
  }
}
