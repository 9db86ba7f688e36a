import { onColour } from '../lib/accent.ts'

/** A constructed style sheet, which the partner's style CSP does not block. */
export const SHEET = new CSSStyleSheet()
SHEET.replaceSync(`
:host{display:block}
:host([mode=popup]){display:inline-block}
:host([hidden]:not([mode=popup])),:host([hidden]) .open{display:none}
iframe{display:block;width:100%;border:0;color-scheme:normal}
button{font:600 16px/1.5 system-ui,sans-serif;border:0;cursor:pointer}
button:focus-visible{outline:2px solid #17202b;outline-offset:2px;box-shadow:0 0 0 2px #fff}
.open{min-height:44px;padding:0 18px;border-radius:6px;background:#0f5e63;color:#fff}
dialog{box-sizing:border-box;padding:0;border:0;width:480px;height:760px;max-width:100vw;max-height:calc(100dvh - 32px);border-radius:8px;overflow:hidden;background:#fff;color:#17202b;box-shadow:0 8px 28px #17202b29}
dialog,p{direction:ltr;text-align:start;text-transform:none;letter-spacing:normal;white-space:normal}
dialog[open]{display:flex;flex-direction:column}
dialog iframe{flex:1;min-height:0}
.bar{display:flex;flex:none;align-items:center;justify-content:space-between;padding-inline-start:20px;font:600 16px/1.5 system-ui,sans-serif}
.close{width:44px;height:44px;background:none;color:inherit;font-size:22px}
.close:focus-visible{outline-color:currentcolor;outline-offset:-6px;box-shadow:none}
dialog.dark{background:#11161c;color:#e8edf2}
@media(prefers-color-scheme:dark){dialog.auto{background:#11161c;color:#e8edf2}}
dialog::backdrop{background:#0a101673}
p{margin:0;padding:16px;font:16px/1.6 system-ui,sans-serif}
.again{min-height:44px;padding:0 12px;background:none;color:inherit;text-decoration:underline}
@media(max-width:560px){dialog{width:100vw;height:100dvh;max-height:none;border-radius:0}}
`)

export type OpenButton = { element: HTMLElement; dress(english: boolean, accent: string | null): void }

/** The pop-up button in the accent colour. The element's content is its label. */
export function button(onPress: () => void, words?: string | null): OpenButton {
  const element = document.createElement('button')
  element.className = 'open'
  // A link in the element is for pages without this script: here it becomes the button.
  const label = document.createElement(words ? 'span' : 'slot')
  element.append(label)
  element.addEventListener('click', onPress)
  return {
    element,
    dress(english, accent) {
      label.textContent = words || (english ? 'Buy insurance' : '购买保险')
      const colour = /^#[0-9a-f]{6}$/i.test(accent ?? '') ? (accent ?? '') : ''
      element.style.background = colour
      element.style.color = colour && onColour(colour)
    },
  }
}
