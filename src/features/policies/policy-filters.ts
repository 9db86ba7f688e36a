import { COMMON_RULES, useCommonFilters } from '../../api/use-common-filters.ts'
import { isDay } from '../../contract/days.ts'
import { POLICY_STATES } from '../../contract/policies.ts'
import type { FilterField } from '../../lib/filter-fields.ts'
import type { ListRules } from '../../lib/list-state.ts'
import { useLanguage, useText } from '../../ui/language.tsx'
import { policyMessages } from './messages.ts'

/** The filters in the list's address. */
export const POLICY_RULES: ListRules = {
  filters: {
    state: (value) => POLICY_STATES.some((state) => state === value),
    from: isDay,
    to: isDay,
    ...COMMON_RULES,
  },
  sorts: [],
}

export function usePolicyFields(): FilterField[] {
  const t = useText(policyMessages)
  const { named, mine } = useCommonFilters(useLanguage().language)
  return [{ kind: 'days', label: t.coverFrom, verb: t.coverBegins }, ...named, ...mine]
}
