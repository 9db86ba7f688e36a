/** JSON by RFC 8785: keys sorted, no spaces. Equal content has equal bytes, whoever writes it. */
export function canonicalJson(content: unknown): string {
  if (Array.isArray(content))
    return `[${content.map((one: unknown) => canonicalJson(one ?? null)).join(',')}]`
  if (typeof content !== 'object' || content === null) return JSON.stringify(content)
  const pairs = Object.entries(content)
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${pairs.map(([name, value]) => `${JSON.stringify(name)}:${canonicalJson(value)}`).join(',')}}`
}
