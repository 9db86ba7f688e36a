import * as z from 'zod/mini'

/** Amounts are whole fen (1/100 yuan); no amount ever passes through a float. */

/** Whether the platform's orderTotalAmt is before (`gross`) or after (`net`) its orderReduceAmt: setting AGB_AMOUNT. */
export const AMOUNT_IS = ['gross', 'net'] as const
export type AmountIs = (typeof AMOUNT_IS)[number]

const fen = z.nullable(z.number())

/** What an order costs, in fen; null until the platform said it. */
export const MONEY = {
  /** orderTotalAmt as the platform sent it. Show `total`, `reduction` and `payable` instead. */
  amount: fen,
  /** Before the reduction. */
  total: fen,
  reduction: fen,
  /** What the customer pays, or what is taken from the credit. */
  payable: fen,
}
export type Money = { [Name in keyof typeof MONEY]: number | null }

/** The one rule for total, reduction and payable. It is linear, so it also holds for sums. */
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
/** Whole yuan, plain or with thousands apart; a fraction; an exponent as Java's BigDecimal prints one. */
const DECIMAL = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?(?:e([+-]?\d{1,2}))?$/i
/** No amount is longer; it bounds the work as well. */
const LONGEST = 60

/**
 * Reads decimal yuan ("1", "36.00", "-0.5", "1,000.00", "1E+2") as fen. Returns null for anything else, for a part of
 * a fen that is not zero, and for more fen than a number holds exactly.
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
