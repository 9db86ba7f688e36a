import type { Frame } from './frame.ts'

export type Popup = {
  frame: Frame
  isOpen(): boolean
  dress(scheme: string): void
  show(): void
  close(): void
  destroy(): void
}

let open = 0
let overflow = ''

/** While one is open the page behind stands still; afterwards it is as it was. */
function hold(more: 1 | -1): void {
  const { style } = document.documentElement
  if (open === 0) overflow = style.overflow
  open += more
  style.overflow = open > 0 ? 'hidden' : overflow
}

/** A modal dialog: the browser keeps the focus in it, gives it back, and lets Escape close it. */
export function createPopup(
  root: ShadowRoot,
  makeFrame: () => Frame,
  english: boolean,
  scheme: string,
): Popup {
  const dialog = document.createElement('dialog')
  const cross = document.createElement('button')
  cross.className = 'close'
  cross.textContent = '×'
  cross.ariaLabel = english ? 'Close' : '关闭'
  cross.addEventListener('click', () => dialog.close())
  const frame = makeFrame()
  dialog.ariaLabel = english ? 'Insurance' : '保险投保'
  dialog.className = scheme
  const bar = document.createElement('div')
  bar.className = 'bar'
  bar.append(dialog.ariaLabel, cross)
  dialog.append(bar, frame.element)
  let held = false
  const release = () => {
    if (held) hold(-1)
    held = false
  }
  dialog.addEventListener('close', release)
  root.append(dialog)
  return {
    frame,
    isOpen: () => dialog.open,
    dress(look) {
      dialog.className = look
      frame.dress()
    },
    show() {
      if (dialog.open) return
      dialog.showModal()
      hold(1)
      held = true
    },
    close: () => dialog.close(),
    destroy() {
      release()
      frame.destroy()
      dialog.remove()
    },
  }
}
