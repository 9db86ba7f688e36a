/**
 * Returns the ID of the draft that owns an idempotency key: `<draft id>`, or `<draft id>.<n>` after n
 * refusals. Null for other keys.
 */
export function draftIdOf(key: string): string | null {
  return /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.\d+)?$/.exec(key)?.[1] ?? null
}
