import type { PlatformOrder } from '#contract/platform-order.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import type { Vault } from '../store/vault/vault.ts'
import { openPeople } from './people.ts'

type Row = Pick<OrderRow, 'id' | 'people_sealed' | 'platform_sealed'>
type Somebody = { name: string | null; cardNo: string | null; mobile?: string | null | undefined }

/** The last answer of 7.11, unmasked; null before the first. */
export function openPlatform(vault: Vault, row: Pick<Row, 'id' | 'platform_sealed'>): PlatformOrder | null {
  const place = { table: 'orders', column: 'platform', row: row.id }
  return row.platform_sealed && (JSON.parse(vault.open(place, row.platform_sealed)) as PlatformOrder)
}

/**
 * The people on the order, from one side only: never a company's name beside a number entered for a person.
 */
export function peopleOn(vault: Vault, row: Row): { holder: Somebody | null; insured: readonly Somebody[] } {
  const placed = openPeople(vault, row)
  const platform = openPlatform(vault, row)
  return {
    holder: platform?.enterprise ?? platform?.holder ?? placed.holder,
    insured: platform && platform.insured.length > 0 ? platform.insured : placed.insured,
  }
}
