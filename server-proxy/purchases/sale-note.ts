import type { Vault } from '../store/vault/vault.ts'

type Table = 'orders' | 'links'
const place = (table: Table, row: string) => ({ table, column: 'note', row })

/** A staff note can quote a person, so it is sealed. Null without one. */
export function sealNote(vault: Vault, table: Table, id: string, note: string | undefined): Buffer | null {
  return note ? vault.seal(place(table, id), note) : null
}

export function openNote(
  vault: Vault,
  table: Table,
  { id, note_sealed }: { id: string; note_sealed: Buffer | null },
): string | null {
  return note_sealed && vault.open(place(table, id), note_sealed)
}
