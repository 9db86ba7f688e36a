const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)

type Piece = Html | string | number | false | null | readonly Piece[]

/** Markup made by `html`; everything else is text and escaped. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

function show(piece: Piece): string {
  if (piece === false || piece === null) return ''
  if (piece instanceof Html) return piece.text
  if (typeof piece === 'object') return piece.map(show).join('')
  return escape(String(piece))
}

export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Html {
  return new Html(String.raw({ raw: strings }, ...pieces.map(show)))
}

/** ` name` when `on` is true: a boolean attribute. */
export const flag = (name: 'checked' | 'selected' | 'disabled', on: boolean) => (on ? html` ${name}` : '')
