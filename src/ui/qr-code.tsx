import { useMemo } from 'react'
import { encode } from 'uqr'

/** An SVG QR code, black on white in every theme for scanners. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = useMemo(() => encode(text, { ecc: 'M', border: 2 }), [text])
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : []))).join('')
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="block w-full rounded bg-[#fff]"
    >
      <path d={path} fill="#000" />
    </svg>
  )
}
