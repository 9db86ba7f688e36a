import type { PastedPeople } from './read-people.ts'

/** A reading as it was checked: what was read at first, and what corrections made of it. */
export type CheckedPaste = { first: PastedPeople; now: PastedPeople }

/**
 * A text that was read again, with the corrections of its former reading: lines that are still the same keep what was
 * made of them, corrected, removed or added. Only changed and new lines are as they were read.
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
