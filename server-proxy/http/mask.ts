/** Masks for lists, pages, logs and exports: enough to recognise, too little to use. */

/** 13800138000 → 138****8000. */
export function maskMobile(mobile: string): string {
  return mobile.length > 7 ? `${mobile.slice(0, 3)}****${mobile.slice(-4)}` : '*'.repeat(mobile.length)
}

/** A shorter document number is masked completely. */
const SHORT = 8

/** The beginning only, for customer pages: holders prove themselves by the end. */
export const firstDigitsOf = (cardNo: string) =>
  cardNo.length < SHORT ? '****' : `${cardNo.slice(0, 3)}****`

/** 11010119900307109X → 110*************9X; a masked number stays unchanged. */
export function maskCardNo(cardNo: string): string {
  if (cardNo.includes('*')) return cardNo
  // The ends of a short number, such as an officer's card, would be most of it.
  if (cardNo.length < SHORT) return '*'.repeat(cardNo.length)
  return cardNo.slice(0, 3) + '*'.repeat(cardNo.length - 5) + cardNo.slice(-2)
}

/** lilei@example.com → l****@example.com. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return at < 1 ? '****' : `${email.slice(0, 1)}****${email.slice(at)}`
}

/** 王小明 → 王**. */
export function maskName(name: string): string {
  const [first = '', ...rest] = name
  return first + '*'.repeat(rest.length)
}
