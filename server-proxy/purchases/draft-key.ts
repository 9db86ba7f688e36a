/**
 * Returns the ID of the draft that owns an idempotency key: `<draft id>`, or `<draft id>.<n>` after n
 * refusals. Null for other keys.
 */
export function draftIdOf(key: string): string | null {
  return /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.\d+)?$/.exec(key)?.[1] ?? null
}

/** The keys that a draft's orders and links can have. */
export const keysOf = (id: string) => [id, ...Array.from({ length: 50 }, (_, n) => `${id}.${n + 1}`)]
