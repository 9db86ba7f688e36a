/** A field that was changed to different values here and there. */
export type Conflict = { path: string; here: unknown; there: unknown }

type Fields = Record<string, unknown>
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/**
 * Merges two changes of one content field by field. A change on one side only is taken. Where both sides changed a
 * field, `here` stays and the conflict is listed. Rows of a list are matched by `key`; a row changed on one side and
 * removed on the other stays.
 */
export function mergeFields<Content>(
  base: unknown,
  here: Content,
  there: unknown,
): { merged: Content; conflicts: Conflict[] } {
  const conflicts: Conflict[] = []
  const merged = merge(base, here, there, '', conflicts) as Content
  return { merged, conflicts }
}

function merge(base: unknown, here: unknown, there: unknown, path: string, conflicts: Conflict[]): unknown {
  if (isSame(here, there) || isSame(base, there)) return here
  if (isRows(here) && isRows(there)) return mergeRows(isRows(base) ? base : [], here, there, path, conflicts)
  if (isFields(here) && isFields(there)) {
    const before = isFields(base) ? base : {}
    const names = [...new Set([...Object.keys(here), ...Object.keys(there)])]
    return Object.fromEntries(
      names.map((name) => [
        name,
        merge(before[name], here[name], there[name], path ? `${path}.${name}` : name, conflicts),
      ]),
    )
  }
  if (isSame(base, here)) return there
  conflicts.push({ path, here, there })
  return here
}

type Row = Fields & { key: string }
const isRows = (value: unknown): value is Row[] =>
  Array.isArray(value) && value.every((row) => isFields(row) && typeof row['key'] === 'string')
const withoutKey = ({ key: _key, ...row }: Row) => JSON.stringify(row)
const byKey = (rows: Row[]) => new Map(rows.map((row) => [row.key, row]))

function mergeRows(base: Row[], here: Row[], there: Row[], path: string, conflicts: Conflict[]): Row[] {
  const [before, mine, theirs] = [byKey(base), byKey(here), byKey(there)]
  const kept = here.filter(({ key }) => theirs.has(key) || !isSame(before.get(key), mine.get(key)))
  const merged = kept.map((row, place) => {
    const other = theirs.get(row.key)
    return other ? (merge(before.get(row.key), row, other, `${path}.${place}`, conflicts) as Row) : row
  })
  // The same person added on both sides is one row.
  const known = new Set(merged.map(withoutKey))
  const added = there.filter(
    (row) => !mine.has(row.key) && !isSame(before.get(row.key), row) && !known.has(withoutKey(row)),
  )
  return [...merged, ...added]
}
