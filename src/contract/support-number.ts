const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const BYTES = 5
const LENGTH = 8

/**
 * 服务编号: identifies a customer's attempt on the phone, without personal data. It is the first 40 bits of the bearer's
 * hash, so each attempt has one from its first screen, and an index finds it. Omits I, L, O and U.
 */
export function supportNumber(hash: Uint8Array): string {
  const bits = hash.slice(0, BYTES).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  const letters = Array.from(
    { length: LENGTH },
    (_, place) => LETTERS[Number((bits >> BigInt(place * 5)) & 31n)],
  )
  return letters.toReversed().join('').replace(/.{4}/, '$&-')
}

/** The beginning of the hash for a number, typed in any case, with or without its dash. Null if it is not one. */
export function hashOfSupportNumber(typed: string): Uint8Array | null {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  if (letters.length !== LENGTH || [...letters].some((letter) => !LETTERS.includes(letter))) return null
  let bits = [...letters].reduce((sum, letter) => sum * 32n + BigInt(LETTERS.indexOf(letter)), 0n)
  const bytes = new Uint8Array(BYTES)
  for (let place = BYTES - 1; place >= 0; place--, bits >>= 8n) bytes[place] = Number(bits & 255n)
  return bytes
}
