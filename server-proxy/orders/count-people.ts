import type { OrderDetail, PolicyFiles } from '../gateway/types.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import type { FiledPolicy } from './compare-policies.ts'

const numbersOf = (list: readonly { policyCode: string | null }[]) =>
  new Set(list.flatMap(({ policyCode }) => policyCode || []))

/**
 * Returns the number of insured people. Before the first policy the answer decides, because the customer may
 * remove people before paying. After that the answer may be cut short: the number falls only if 7.6 lists the
 * same policies, one for each person, and the file has no others. For a group the answer always decides.
 */
export function countPeople(
  { insured_count }: OrderRow,
  { insuredInfoList }: OrderDetail,
  files: PolicyFiles | null,
  isGroup: boolean | null,
  onFile: readonly FiledPolicy[],
): number {
  const listed = insuredInfoList.length
  if (isGroup) return listed || insured_count
  const lines = (files?.policyDetailList ?? []).filter(({ policyCode }) => policyCode)
  // By name: 7.6 may have an old and a new number of the same person.
  const named = new Set(lines.flatMap(({ insuredName }) => insuredName || [])).size
  const seen = Math.max(listed, named)
  const numbers = numbersOf(insuredInfoList)
  const inFiles = numbersOf(lines)
  const isUnissued = onFile.length + numbers.size + inFiles.size === 0
  const agrees =
    numbers.size === listed &&
    inFiles.size === listed &&
    [...inFiles].every((code) => numbers.has(code)) &&
    onFile.every(({ policyCode, gone }) => gone || numbers.has(policyCode))
  return isUnissued || agrees ? seen || insured_count : Math.max(seen, insured_count)
}
