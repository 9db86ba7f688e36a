const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** True if the check character of an 18-character unified social credit code (GB 32100-2015) is valid. */
export function isCreditCode(text: string): boolean {
  const code = text.trim().toUpperCase()
  if (!/^[0-9A-HJ-NP-RTUWXY]{18}$/.test(code)) return false
  let sum = 0
  let weight = 1
  for (const character of code.slice(0, 17)) {
    sum += ALPHABET.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return ALPHABET[(31 - (sum % 31)) % 31] === code[17]
}
