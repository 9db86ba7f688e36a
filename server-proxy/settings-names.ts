import { type SettingName, SETTINGS } from './env-shapes.ts'

/**
 * The known setting that `name` most likely means: one letter more, less, changed or swapped. Null for none.
 */
export function settingLike(name: string): SettingName | null {
  const known = Object.keys(SETTINGS) as SettingName[]
  return known.find((one) => isNear(one, name.toUpperCase())) ?? null
}

function isNear(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  const [rest, tail] = [one.slice(at), other.slice(at)]
  return (
    rest.slice(1) === tail ||
    rest === tail.slice(1) ||
    rest.slice(1) === tail.slice(1) ||
    (rest[0] === tail[1] && rest[1] === tail[0] && rest.slice(2) === tail.slice(2))
  )
}
