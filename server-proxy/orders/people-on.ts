import type { PlatformOrder } from '#contract/orders.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import type { Vault } from '../store/vault/vault.ts'
import { openPeople } from './people.ts'

type Row = Pick<OrderRow, 'id' | 'people_sealed' | 'platform_sealed'>
type Somebody = { name: string | null; cardNo: string | null; mobile?: string | null | undefined }

/** 7.11 as last read, unmasked; null before its first answer. */
export function openPlatform(vault: Vault, row: Pick<Row, 'id' | 'platform_sealed'>): PlatformOrder | null {
  const place = { table: 'orders', column: 'platform', row: row.id }
  return row.platform_sealed && (JSON.parse(vault.open(place, row.platform_sealed)) as PlatformOrder)
}

/** Who is on the order: one side's, never a company's name beside the number that was entered for a person. */
export function peopleOn(vault: Vault, row: Row): { holder: Somebody | null; insured: readonly Somebody[] } {
  const placed = openPeople(vault, row)
  const platform = openPlatform(vault, row)
  return {
    holder: platform?.enterprise ?? platform?.holder ?? placed.holder,
    insured: platform && platform.insured.length > 0 ? platform.insured : placed.insured,
  }
}
