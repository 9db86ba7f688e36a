import type { Deps } from '../deps.ts'
import { lastFourOf } from '../http/last-four.ts'
import { isSameSecret } from '../http/tokens.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { openPeople } from './people.ts'
import { openPlatform } from './people-on.ts'

/** The holder's own identifiers, unmasked; null when unknown or masked. */
type Proof = { cardNo: string | null; mobile: string | null; email: string | null }

const whole = (value: string | null | undefined) => (value && !value.includes('*') ? value : null)

/**
 * The holder's document and mobile as the platform has them, because the customer may have changed them
 * there. The placed value serves when the platform has none or masks it. A company holder proves itself by
 * its own number.
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
    email: whole(there?.email) ?? whole(placed?.email),
  }
}

/** A value that does not decrypt proves nothing. */
function orNull<Value>(read: () => Value): Value | null {
  try {
    return read()
  } catch {
    return null
  }
}

/** Whether the holder has a number to prove themselves by. */
export const isProvable = ({ cardNo }: Pick<Proof, 'cardNo'>) =>
  cardNo !== null && lastFourOf(cardNo) !== null

/** Whether `lastFour` ends the document number. Takes constant time. */
export function provesHolder({ cardNo }: Pick<Proof, 'cardNo'>, lastFour: string): boolean {
  return isSameSecret((cardNo && lastFourOf(cardNo)) ?? '----', lastFour)
}
