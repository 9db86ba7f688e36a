import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import PDFDocument from 'pdfkit'

const FONT = readFileSync(
  createRequire(import.meta.url).resolve(
    '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  ),
)
export const INK = '#1f1f1f'
export const MUTED = '#666666'
export const SEAL_RED = '#d7261e'

export type TextStyle = {
  size?: number
  colour?: string
  bold?: boolean
  align?: 'left' | 'center' | 'right'
  /** Of the column; without it the text does not wrap. */
  width?: number
}

/** A PDF drawn with the one Chinese font; measures in points from the top left. */
export class Sheet {
  readonly doc: PDFKit.PDFDocument
  readonly #bytes: Promise<Buffer>

  constructor(title: string, size: 'A4' | [width: number, height: number]) {
    this.doc = new PDFDocument({ size, margin: 0, info: { Title: title, Producer: 'sandbox' } })
    const chunks: Buffer[] = []
    this.doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    this.#bytes = new Promise((resolve) => this.doc.on('end', () => resolve(Buffer.concat(chunks))))
    this.doc.font(FONT)
  }

  end(): Promise<Buffer> {
    this.doc.end()
    return this.#bytes
  }

  /** Draws text and returns its height. The font has no bold: a thin outline replaces it. */
  text(content: string, x: number, y: number, style: TextStyle = {}): number {
    const { size = 9, colour = INK, bold = false, align = 'left', width } = style
    const shown = this.#drawable(content)
    this.doc.fontSize(size).fillColor(colour)
    if (bold) this.doc.strokeColor(colour).lineWidth(size / 28)
    const options = {
      align,
      fill: true,
      stroke: bold,
      ...(width === undefined ? { lineBreak: false } : { width }),
    }
    this.doc.text(shown, x, y, options)
    return this.heightOf(content, style)
  }

  heightOf(content: string, { size = 9, width }: TextStyle): number {
    this.doc.fontSize(size)
    return this.doc.heightOfString(this.#drawable(content) || ' ', width === undefined ? {} : { width })
  }

  widthOf(content: string, size: number): number {
    return this.doc.fontSize(size).widthOfString(this.#drawable(content))
  }

  line(x1: number, y1: number, x2: number, y2: number, colour = '#c8c8c8', width = 0.6): void {
    this.doc.moveTo(x1, y1).lineTo(x2, y2).lineWidth(width).stroke(colour)
  }

  box(x: number, y: number, width: number, height: number, stroke = '#c8c8c8', fill?: string): void {
    if (fill) this.doc.rect(x, y, width, height).fill(fill)
    this.doc.rect(x, y, width, height).lineWidth(0.6).stroke(stroke)
  }

  /** A round company seal: the name on the arc, a star, and a line below it. */
  seal(name: string, line: string, x: number, y: number, radius = 46): void {
    const { doc } = this
    doc.save().opacity(0.78)
    doc.circle(x, y, radius).lineWidth(2).stroke(SEAL_RED)
    const points = Array.from({ length: 10 }, (_, place) => {
      const far = radius * (place % 2 === 0 ? 0.28 : 0.11)
      const angle = (place * Math.PI) / 5 - Math.PI / 2
      return [x + far * Math.cos(angle), y + far * Math.sin(angle)] as [number, number]
    })
    doc.polygon(...points).fill(SEAL_RED)
    const letters = [...name]
    const size = Math.min(9, (radius * 4.2) / letters.length)
    const spread = 250
    for (const [place, letter] of letters.entries()) {
      const angle = -spread / 2 + (spread * (place + 0.5)) / letters.length
      doc.save().rotate(angle, { origin: [x, y] })
      this.text(letter, x - size / 2, y - radius + 4, { size, colour: SEAL_RED })
      doc.restore()
    }
    this.text(line, x - radius, y + radius * 0.42, {
      size: 7.5,
      colour: SEAL_RED,
      width: radius * 2,
      align: 'center',
    })
    doc.restore()
  }

  /** Prints across the page that it is a sample. */
  watermark(): void {
    const { doc } = this
    const { width, height } = doc.page
    doc
      .save()
      .opacity(0.07)
      .rotate(-28, { origin: [width / 2, height / 2] })
    const words = '沙箱样张 SPECIMEN'
    const size = Math.min(width, height) / 9
    const left = (width - this.widthOf(words, size)) / 2
    for (const step of [-1, 0, 1]) this.text(words, left, height / 2 + step * size * 3, { size })
    doc.restore()
  }

  /** Replaces a character missing from the font by its code point, because a box is not readable. */
  #drawable(content: string): string {
    // pdfkit has no public API for the font's characters.
    const { font } = Reflect.get(this.doc, '_font') as {
      font: { hasGlyphForCodePoint(code: number): boolean }
    }
    return content.toWellFormed().replace(/[^\n\p{ASCII}]/gu, (letter) => {
      const code = letter.codePointAt(0) ?? 0
      return font.hasGlyphForCodePoint(code) ? letter : `〔U+${code.toString(16).toUpperCase()}〕`
    })
  }
}
