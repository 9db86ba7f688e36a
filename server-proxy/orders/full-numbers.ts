import type { PlatformOrder } from '#contract/platform-order.ts'
import type { People } from './people.ts'

type Contact = { name: string | null; cardNo: string | null; mobile: string | null; email: string | null }
type Entered = { name: string; cardNo: string; mobile?: string | undefined; email?: string | undefined }

/**
 * The platform's people with full numbers: a masked number is replaced by the entered one of the same name
 * when it fits the mask. A number that the customer changed on the platform's page fits nothing and stays
 * masked.
 */
export function fullNumbers(order: PlatformOrder, { holder, insured }: People): PlatformOrder {
  const entered: Entered[] = [...(holder ? [holder] : []), ...insured]
  const full = <Person extends Contact>(person: Person): Person => {
    const ours = entered.filter(({ name }) => name === person.name)
    const pick = (masked: string | null, kept: (string | undefined)[]) =>
      kept.find((text) => text && masked?.includes('*') && fits(masked, text)) ?? masked
    return {
      ...person,
      cardNo: pick(
        person.cardNo,
        ours.map(({ cardNo }) => cardNo),
      ),
      mobile: pick(
        person.mobile,
        ours.map(({ mobile }) => mobile),
      ),
      email: pick(
        person.email,
        ours.map(({ email }) => email),
      ),
    }
  }
  return { ...order, holder: order.holder && full(order.holder), insured: order.insured.map(full) }
}

/** `110*****9X` fits 11010119900307109X: same beginning and end, any number of stars. */
export function fits(masked: string, text: string): boolean {
  const start = masked.slice(0, masked.indexOf('*')).toLowerCase()
  const end = masked.slice(masked.lastIndexOf('*') + 1).toLowerCase()
  const plain = text.toLowerCase()
  return plain.startsWith(start) && plain.endsWith(end)
}
