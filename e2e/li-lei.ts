import { LI_LEI as PERSON } from '../server-proxy/testing/people.ts'

/** 李雷 with a different document in each journey, because they share a portal and it warns of a second cover. */
export const LI_LEI: Omit<typeof PERSON, 'cardNo'> & { cardNo: string } = { ...PERSON }

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
let journeys = 0
/** A document of a man born on 1990-03-07 that no journey of this worker has used. */
export function nextCardNo(): string {
  const digits = `11010119900307${101 + 2 * (journeys++ % 400)}`
  const sum = WEIGHTS.reduce((all, weight, place) => all + weight * Number(digits[place]), 0)
  return digits + '10X98765432'[sum % 11]
}

/**
 * A mobile unique to this test: other journeys share the portal, and a search by it finds none of their
 * orders.
 */
export const ownMobile = () => `137${String(Date.now()).slice(-8)}`
