type Rgb = readonly [number, number, number]

/** Accepts `#rgb` too, because the build shortens tokens to it. */
const rgbOf = (hex: string): Rgb => {
  const n = Number.parseInt(hex.length === 4 ? hex.slice(1).replaceAll(/./g, '$&$&') : hex.slice(1), 16)
  return [n >> 16, (n >> 8) & 255, n & 255]
}
const hexOf = (rgb: Rgb) => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`

/** Relative luminance (WCAG 2). */
function luminance(rgb: Rgb): number {
  const [r = 0, g = 0, b = 0] = rgb.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Contrast of two colours `#rrggbb`, 1 to 21 (WCAG 2). */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(rgbOf(one)), luminance(rgbOf(other))].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

/** White or black, whichever contrasts more with `colour`. At least 4.5:1. */
export const onColour = (colour: string) =>
  contrast(colour, '#ffffff') >= contrast(colour, '#000000') ? '#ffffff' : '#000000'

function mix(hex: string, into: string, share: number): string {
  const [a, b] = [rgbOf(hex), rgbOf(into)]
  return hexOf([0, 1, 2].map((at) => (a[at] ?? 0) * (1 - share) + (b[at] ?? 0) * share) as never)
}

/** Margin for text on the accent's soft background. */
const READABLE = 5.5

/** Accent tokens from a partner's `#rrggbb` on `paper`. Shifted towards the ink until readable. */
export function accentTokens(colour: string, paper: string, ink: string): Record<string, string> {
  let accent = colour.toLowerCase()
  for (let share = 0.1; contrast(accent, paper) < READABLE && share <= 1; share += 0.1)
    accent = mix(colour, ink, share)
  return {
    '--accent': accent,
    '--accent-hover': mix(accent, ink, 0.2),
    '--on-accent': onColour(accent),
    '--accent-soft': mix(accent, paper, 0.92),
  }
}
