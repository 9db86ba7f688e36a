/** Fen as ¥ with two decimals; a dash while nobody knows it. */
export function Amount({ fen }: { fen: number | null }) {
  if (fen === null) return <span className="text-muted">—</span>
  const text = (Math.abs(fen) / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',')
  return (
    <span className="tabular whitespace-nowrap">
      {fen < 0 ? '−' : ''}¥{text}
    </span>
  )
}
