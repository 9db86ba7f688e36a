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

/**
 * Reads the platform's or a person's decimal yuan ("1", "1.0", "36.00", "-0.5") as fen.
 * Returns null for anything else, and for a part of a fen that is not zero.
 */
export function fenFromYuan(text: string): number | null {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,2})0*)?$/.exec(text.trim())
  if (!match) return null
  const fen = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  return match[1] ? -fen : fen
}
