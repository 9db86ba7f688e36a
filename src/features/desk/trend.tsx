const WIDTH = 96
const HEIGHT = 24

/** A figure over the period as a line without axis: a shape to compare, not values to read. */
export function Trend({ values }: { values: readonly number[] }) {
  const most = Math.max(...values)
  // One day with sales has no shape.
  if (values.length < 3 || values.filter((value) => value > 0).length < 2) return null
  const points = values.map(
    (value, place) =>
      `${((place / (values.length - 1)) * WIDTH).toFixed(1)},${(HEIGHT - (value / most) * HEIGHT).toFixed(1)}`,
  )
  const last = points.at(-1)?.split(',')
  return (
    <svg
      viewBox={`-3 -3 ${WIDTH + 6} ${HEIGHT + 6}`}
      className="h-7 w-24 min-w-0 overflow-visible"
      aria-hidden="true"
    >
      <polyline
        points={points.join(' ')}
        className="fill-none stroke-accent stroke-[1.5]"
        strokeLinejoin="round"
      />
      <circle cx={last?.[0]} cy={last?.[1]} r="2.5" className="fill-accent" />
    </svg>
  )
}
