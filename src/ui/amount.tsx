import { yuan } from '../lib/yuan.ts'

/** Fen as ¥ with two decimals; a dash if unknown. `about`: an estimate instead of an unknown amount. */
export function Amount({ fen, about = null }: { fen: number | null; about?: number | null }) {
  if (fen !== null) return <span className="tabular whitespace-nowrap">{yuan(fen)}</span>
  if (about === null) return <span className="text-muted">—</span>
  return <span className="tabular whitespace-nowrap text-muted">≈ {yuan(about)}</span>
}

/** Below a list with estimates, or an estimate: where they come from. */
export function AboutNote({ children }: { children: string }) {
  return <p className="mt-2 text-small text-muted">≈ {children}</p>
}
