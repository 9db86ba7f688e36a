/** Constructed, so that a partner's Content-Security-Policy for styles does not matter. */
export const SHEET = new CSSStyleSheet()
SHEET.replaceSync(`
:host{display:block}
:host([mode=popup]){display:inline-block}
:host([hidden]) .open{display:none}
iframe{display:block;width:100%;border:0;color-scheme:normal}
button{font:600 16px/1.5 system-ui,sans-serif;border:0;cursor:pointer}
button:focus-visible{outline:2px solid;outline-offset:2px}
.open{min-height:44px;padding:0 18px;border-radius:6px;background:#0f5e63;color:#fff}
dialog{box-sizing:border-box;padding:0;border:0;width:480px;height:760px;max-width:100vw;max-height:calc(100dvh - 32px);border-radius:8px;overflow:hidden;background:#f6f8f9;color:#17202b;box-shadow:0 8px 28px #17202b29}
dialog[open]{display:flex;flex-direction:column}
dialog iframe{flex:1;min-height:0}
.bar{display:flex;flex:none;align-items:center;justify-content:space-between;padding-left:20px;font:600 16px/1.5 system-ui,sans-serif}
.close{width:44px;height:44px;background:none;color:inherit;font-size:22px}
.close:focus-visible{outline-offset:-6px}
dialog.dark{background:#11161c;color:#e8edf2}
@media(prefers-color-scheme:dark){dialog.auto{background:#11161c;color:#e8edf2}}
dialog::backdrop{background:#0a101673}
p{margin:0;padding:16px;font:16px/1.6 system-ui,sans-serif}
@media(max-width:560px){dialog{width:100vw;height:100dvh;max-height:none;border-radius:0}}
`)

/** The button that opens a pop-up; what stands between the element's tags is its label. */
export function button(english: boolean, onPress: () => void): HTMLButtonElement {
  const made = document.createElement('button')
  made.className = 'open'
  const label = document.createElement('slot')
  label.textContent = english ? 'Buy insurance' : '购买保险'
  made.append(label)
  made.addEventListener('click', onPress)
  return made
}

/** The accent as its colour, with words that can be read on it. */
export function paint({ style }: HTMLElement, accent: string | null): void {
  const colour = /^#[0-9a-f]{6}$/i.test(accent ?? '') ? (accent ?? '') : ''
  const [r = 0, g = 0, b = 0] = colour.match(/\w\w/g)?.map((two) => parseInt(two, 16)) ?? []
  style.background = colour
  style.color = colour && (r * 299 + g * 587 + b * 114 > 140_000 ? '#000' : '#fff')
}
