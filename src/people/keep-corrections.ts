import type { PastedPeople } from './read-people.ts'

/** A pasted list as first read, and after corrections. */
export type CheckedPaste = { first: PastedPeople; now: PastedPeople }

/**
 * Reads an edited text again. Lines that did not change keep the user's corrections, removals and additions. Changed
 * and new lines are read afresh.
 */
export function keepCorrections(fresh: PastedPeople, { first, now }: CheckedPaste): PastedPeople {
  const known = new Set(textsOf(first))
  const places = new Map<string, { line: number; lines: number[] }>()
  for (const { text, line, lines } of [...fresh.people, ...fresh.bad, ...fresh.skipped])
    if (!places.has(text)) places.set(text, { line, lines })
  const kept = <One extends { text: string; line: number; lines: number[] }>(read: One[], before: One[]) =>
    [
      ...before.flatMap((one) => {
        const place = places.get(one.text)
        return place && known.has(one.text) ? [{ ...one, ...place }] : []
      }),
      ...read.filter(({ text }) => !known.has(text)),
    ].toSorted((one, other) => one.line - other.line)
  return {
    people: kept(fresh.people, now.people),
    bad: kept(fresh.bad, now.bad),
    skipped: kept(fresh.skipped, now.skipped),
  }
}

const textsOf = ({ people, bad, skipped }: PastedPeople) =>
  [...people, ...bad, ...skipped].map(({ text }) => text)
