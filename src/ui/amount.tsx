import { yuan } from '../lib/yuan.ts'

/** Fen as ¥ with two decimals; a dash if unknown. */
export function Amount({ fen }: { fen: number | null }) {
  if (fen === null) return <span className="text-muted">—</span>
  return <span className="tabular whitespace-nowrap">{yuan(fen)}</span>
}
