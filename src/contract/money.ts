import * as z from 'zod/mini'

/** Amounts are integers in fen (1/100 yuan), never floats. */

/** Whether the platform's orderTotalAmt is before (`gross`) or after (`net`) its orderReduceAmt: setting AGB_AMOUNT. */
export const AMOUNT_IS = ['gross', 'net'] as const
export type AmountIs = (typeof AMOUNT_IS)[number]

const fen = z.nullable(z.number())

/** An order's amounts in fen; null until the platform returns them. */
export const MONEY = {
  /** orderTotalAmt as the platform sent it. Show `total`, `reduction` and `payable` instead. */
  amount: fen,
  /** Before the discount. */
  total: fen,
  reduction: fen,
  /** What the customer pays or the credit is charged. */
  payable: fen,
}
export type Money = { [Name in keyof typeof MONEY]: number | null }

/** Computes total, reduction and payable. The rule is linear, so it also applies to sums. */
export function moneyOf(
  amountIs: AmountIs,
  { amount, reduction }: { amount: number | null; reduction: number | null },
): Money {
  const off = reduction ?? 0
  if (amount === null) return { amount, total: null, reduction, payable: null }
  return amountIs === 'gross'
    ? { amount, total: amount, reduction, payable: amount - off }
    : { amount, total: amount + off, reduction, payable: amount }
}
/** Integer part with optional thousands separators, fraction, and exponent as printed by Java's BigDecimal. */
const DECIMAL = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?(?:e([+-]?\d{1,2}))?$/i
/** Longer than any amount. Also limits the work. */
const LONGEST = 60

/**
 * Parses decimal yuan ("1", "36.00", "-0.5", "1,000.00", "1E+2") as fen. Returns null for anything else, for
 * fractions of a fen, and for amounts beyond a safe integer.
 */
export function fenFromYuan(text: string): number | null {
  const match = text.length > LONGEST ? null : DECIMAL.exec(text.trim())
  if (!match) return null
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  const digits = BigInt(whole.replaceAll(',', '') + fraction)
  const shift = Number(exponent) + 2 - fraction.length
  const power = 10n ** BigInt(Math.abs(shift))
  if (shift < 0 && digits % power !== 0n) return null
  const fen = Number(shift < 0 ? digits / power : digits * power)
  if (!Number.isSafeInteger(fen)) return null
  return sign === '-' && fen !== 0 ? -fen : fen
}
