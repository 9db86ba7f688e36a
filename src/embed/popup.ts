import type { Frame } from './frame.ts'

export type Popup = {
  frame: Frame
  isOpen(): boolean
  dress(english: boolean, scheme: string | null): void
  show(): void
  close(): void
  destroy(): void
}

let open = 0
let overflow = ''

/** Locks page scrolling while a pop-up is open. */
function hold(more: 1 | -1): void {
  const root = document.documentElement
  if (open === 0) overflow = root.style.overflow
  open += more
  root.style.overflow = open > 0 ? 'hidden' : overflow
  if (!root.getAttribute('style')) root.removeAttribute('style')
}

/** A modal dialog. The browser handles focus trapping, focus return and Escape. */
export function createPopup(root: ShadowRoot, makeFrame: () => Frame): Popup {
  const dialog = document.createElement('dialog')
  const cross = document.createElement('button')
  cross.className = 'close'
  cross.textContent = '×'
  cross.addEventListener('click', () => dialog.close())
  const frame = makeFrame()
  const bar = document.createElement('div')
  const title = document.createElement('span')
  bar.className = 'bar'
  bar.append(title, cross)
  dialog.append(bar, frame.element)
  let held = false
  const lock = (now: boolean) => {
    if (held !== now) hold(now ? 1 : -1)
    held = now
  }
  // A page may show it again before the close event arrives.
  dialog.addEventListener('close', () => lock(dialog.open))
  root.append(dialog)
  return {
    frame,
    isOpen: () => dialog.open,
    dress(english, scheme) {
      dialog.className = scheme ?? ''
      dialog.ariaLabel = title.textContent = english ? 'Insurance' : '保险投保'
      cross.ariaLabel = english ? 'Close' : '关闭'
      frame.dress()
    },
    show() {
      if (dialog.open) return
      dialog.showModal()
      lock(true)
    },
    close: () => dialog.close(),
    destroy() {
      lock(false)
      frame.destroy()
      dialog.remove()
    },
  }
}
