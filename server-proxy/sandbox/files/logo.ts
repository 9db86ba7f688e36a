import { crc32, deflateSync } from 'node:zlib'
import type { Insurer } from '../business/catalogue.ts'

const SIZE = 112
/** Samples per side of a pixel, for smooth edges. */
const FINE = 3

/** The insurer's logo as PNG: a disc of its colour with a white mark. */
export function logoPng({ colour, mark }: Pick<Insurer, 'colour' | 'mark'>): Buffer {
  const rows = Buffer.alloc(SIZE * (1 + SIZE * 3))
  for (let y = 0; y < SIZE; y++)
    for (let x = 0; x < SIZE; x++) {
      const ink = coverage(x, y, mark)
      const at = y * (1 + SIZE * 3) + 1 + x * 3
      for (const [channel, value] of colour.entries())
        rows[at + channel] = Math.round(255 - (255 - value) * ink)
    }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(SIZE, 0)
  header.writeUInt32BE(SIZE, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Ink coverage of a pixel, 0 to 1. */
function coverage(x: number, y: number, mark: Insurer['mark']): number {
  let inked = 0
  for (let row = 0; row < FINE; row++)
    for (let column = 0; column < FINE; column++) {
      const across = ((x + (column + 0.5) / FINE) / SIZE) * 2 - 1
      const down = ((y + (row + 0.5) / FINE) / SIZE) * 2 - 1
      if (Math.hypot(across, down) < 0.96 && !MARKS[mark](across, down)) inked++
    }
  return inked / FINE ** 2
}

/** Where the mark leaves the disc white; both coordinates from -1 to 1. */
const MARKS: Record<Insurer['mark'], (x: number, y: number) => boolean> = {
  bar: (x, y) =>
    Math.abs(x) < 0.55 && (Math.abs(y + 0.3) < 0.09 || (Math.abs(y - 0.25) < 0.09 && Math.abs(x) < 0.35)),
  ring: (x, y) => Math.hypot(x, y) > 0.36 && Math.hypot(x, y) < 0.56,
  wave: (x, y) =>
    Math.abs(x) < 0.62 && [-0.25, 0.2].some((middle) => Math.abs(y - middle - 0.14 * Math.sin(x * 5)) < 0.09),
  dot: (x, y) =>
    Math.hypot(x + 0.22, y) < 0.26 ||
    Math.hypot(x - 0.3, y - 0.24) < 0.18 ||
    Math.hypot(x - 0.28, y + 0.28) < 0.13,
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}
