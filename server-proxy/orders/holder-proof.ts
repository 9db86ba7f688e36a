import type { Deps } from '../deps.ts'
import { lastFourOf, same } from '../http/last-four.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { openPeople } from './people.ts'
import { openPlatform } from './people-on.ts'

/** What a holder can prove themselves by: numbers as they stand, null where unknown or masked. */
type Proof = { cardNo: string | null; mobile: string | null }

const whole = (value: string | null | undefined) => (value && !value.includes('*') ? value : null)

/**
 * The holder's document and mobile as the platform has them (the customer may have changed them there), as placed
 * where it has none or masks them. A company holder proves itself by its own number.
 */
export function holderProof(
  { vault }: Pick<Deps, 'vault'>,
  row: Pick<OrderRow, 'id' | 'people_sealed' | 'platform_sealed'>,
): Proof {
  const placed = orNull(() => openPeople(vault, row).holder)
  const platform = orNull(() => openPlatform(vault, row))
  const there = platform ? (platform.enterprise ?? platform.holder) : null
  return {
    cardNo: whole(there?.cardNo) ?? whole(placed?.cardNo),
    mobile: whole(there?.mobile) ?? whole(placed?.mobile),
  }
}

/** What does not open proves nothing. */
function orNull<Value>(read: () => Value): Value | null {
  try {
    return read()
  } catch {
    return null
  }
}

/** Whether there is anything that a holder could prove themselves by. */
export const isProvable = ({ cardNo }: Proof) => cardNo !== null && lastFourOf(cardNo) !== null

/** Whether `lastFour` ends the document number; takes as long whatever is wrong. */
export function provesHolder({ cardNo }: Proof, lastFour: string): boolean {
  return same((cardNo && lastFourOf(cardNo)) ?? '----', lastFour)
}
