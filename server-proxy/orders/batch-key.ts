/** The idempotency key of a part in one try: sent twice, it is still one order. */
export const partKey = (id: string, part: number, tries: number) => `batch-${id}.${part}.${tries}`

/** The batch that a key's order is part of. */
export const batchIdOf = (key: string) => /^batch-([0-9a-f-]{36})\./.exec(key)?.[1] ?? null

/** Every key that the orders of a batch can have, by part. */
export function keysOfBatch({
  id,
  people,
  size,
  tries,
}: {
  id: string
  people: number
  size: number
  tries: number
}): string[][] {
  return Array.from({ length: Math.ceil(people / size) }, (_, part) =>
    Array.from({ length: tries + 1 }, (_, n) => partKey(id, part, n)),
  )
}
