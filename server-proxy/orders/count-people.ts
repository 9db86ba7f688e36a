import type { OrderDetail, PolicyFiles } from '../gateway/types.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import type { FiledPolicy } from './compare-policies.ts'

const numbersOf = (list: readonly { policyCode: string | null }[]) =>
  new Set(list.flatMap(({ policyCode }) => policyCode || []))

/**
 * The number of people by the answer. It falls while nobody has a policy, because the customer may remove
 * people before the payment. With policies an answer may be cut short, so 7.6 has to agree: it names the same
 * numbers, one for each person, and the file has no other. A group's people may change.
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
