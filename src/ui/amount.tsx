import { yuan } from '../lib/yuan.ts'

/** Fen as ¥ with two decimals; a dash if unknown. `about`: an estimate instead of an unknown amount, and its source. */
export function Amount({
  fen,
  about,
}: {
  fen: number | null
  about?: { fen: number | null; source: string }
}) {
  if (fen !== null) return <span className="tabular whitespace-nowrap">{yuan(fen)}</span>
  if (about === undefined || about.fen === null) return <span className="text-muted">—</span>
  return (
    <span title={about.source} className="tabular whitespace-nowrap text-muted">
      ≈ {yuan(about.fen)}
    </span>
  )
}
