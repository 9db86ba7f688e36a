import type { AigoboOptions, AigoboPortalApi, AigoboPortalElement } from './embed.d.ts'
import { createFrame, type Frame, type FrameOptions } from './frame.ts'
import { createPopup, type Popup } from './popup.ts'
import { button, type OpenButton, SHEET } from './style.ts'

/** Attributes in the order of the frame's URL. */
const ADDRESS = ['partner', 'product', 'plan', 'language', 'scheme', 'accent', 'radius'] as const
/** Attributes that may change without rebuilding the frame. */
const LOOK = new Set<string>(['language', 'scheme', 'accent', 'radius'])
const TAG = 'aigobo-portal'

class Portal extends HTMLElement {
  static observedAttributes = [...ADDRESS, 'mode', 'token', 'token-url']
  #root = this.attachShadow({ mode: 'open' })
  #frame: Frame | undefined
  #popup: Popup | undefined
  #button: OpenButton | undefined
  #waiting = false
  #built = false

  connectedCallback(): void {
    // Properties that a framework set before upgrade would shadow the accessors below.
    const own = this as Record<string, unknown>
    for (const name of PROPERTIES.keys())
      if (Object.hasOwn(own, name)) {
        const value = own[name]
        delete own[name]
        own[name] = value
      }
    this.#later()
  }

  /** `moveBefore` keeps the frame and its input. */
  connectedMoveCallback(): void {}

  disconnectedCallback(): void {
    this.#waiting = false
    this.#clear()
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    // Attributes set before building are read when it is built.
    if (before === now || !this.#built) return
    // Changes of look and language keep the input.
    if (LOOK.has(name)) return this.#dress()
    if (name !== 'token' && name !== 'token-url') return this.#later()
    // The frame may be waiting for a token.
    this.#frame?.offer()
    this.#popup?.frame.offer()
  }

  #dress(): void {
    this.#button?.dress(this.#english(), this.getAttribute('accent'))
    this.#frame?.dress()
    this.#popup?.dress(this.#english(), this.getAttribute('scheme'))
  }

  show(): void {
    const mode = this.getAttribute('mode')
    if (!this.isConnected || (mode !== 'popup' && mode !== 'card')) return
    if (this.#waiting) this.#build()
    this.#popup ??= createPopup(this.#root, () => createFrame('popup', this.#options()))
    this.#dress()
    this.#popup.show()
  }

  close(): void {
    this.#popup?.close()
  }

  /** Builds once after all attributes of the current task are set. */
  #later(): void {
    if (this.#waiting) return
    this.#waiting = true
    queueMicrotask(() => {
      if (this.#waiting && this.isConnected) this.#build()
    })
  }

  #build(): void {
    this.#waiting = false
    const open = this.#popup?.isOpen()
    this.#clear()
    this.#built = true
    this.#root.adoptedStyleSheets = [SHEET]
    const mode = this.getAttribute('mode')
    if (mode === 'popup') {
      this.#button = button(() => this.show(), this.querySelector('a')?.textContent)
      this.#root.append(this.#button.element)
      this.#dress()
    } else {
      this.#frame = createFrame(mode === 'card' ? 'card' : 'inline', this.#options())
      this.#root.append(this.#frame.element)
    }
    if (open) this.show()
  }

  #clear(): void {
    this.#built = false
    this.#popup?.destroy()
    this.#frame?.destroy()
    this.#popup = this.#frame = this.#button = undefined
    this.#root.replaceChildren()
  }

  #english(): boolean {
    return this.getAttribute('language') === 'en'
  }

  #options(): FrameOptions {
    return {
      address: ADDRESS.map((name): [string, string | null] => [name, this.getAttribute(name)]),
      english: () => this.#english(),
      again: () => this.#later(),
      look: () => ({
        language: this.#english() ? 'en' : 'zh',
        scheme: this.getAttribute('scheme'),
        accent: this.getAttribute('accent'),
        radius: this.getAttribute('radius'),
      }),
      token: () => this.getAttribute('token'),
      tokenUrl: () => this.getAttribute('token-url'),
      emit: ({ type, ...detail }) => {
        if (type === 'open') this.show()
        else if (type === 'close') this.close()
        else if (type !== 'want-token')
          this.dispatchEvent(new CustomEvent(`aigobo-${type}`, { detail: { version: 1, ...detail } }))
      },
    }
  }
}

/** Reflects properties to attributes; null removes the attribute. */
const PROPERTIES = new Map(
  Portal.observedAttributes.map((name) => [name === 'token-url' ? 'tokenUrl' : name, name]),
)
for (const [property, name] of PROPERTIES)
  Object.defineProperty(Portal.prototype, property, {
    get(this: Portal) {
      return this.getAttribute(name)
    },
    set(this: Portal, value: string | number | null | undefined) {
      if (value === null || value === undefined) this.removeAttribute(name)
      else this.setAttribute(name, String(value))
    },
  })

function open(options: AigoboOptions): AigoboPortalElement {
  const element = Object.assign(document.createElement(TAG), options, { mode: 'popup', hidden: true })
  // A script in the head may run before the body exists.
  ;(document.body ?? document.documentElement).append(element)
  element.show()
  return element
}

// A second script tag keeps the first one's API.
if (!customElements.get(TAG)) {
  customElements.define(TAG, Portal)
  const waiting: unknown = globalThis.AigoboPortal
  const api: AigoboPortalApi = {
    version: 1,
    open,
    push: (...calls) => {
      for (const call of calls)
        try {
          call(api)
        } catch (error) {
          // An error in one callback does not stop the others.
          reportError(error)
        }
    },
  }
  globalThis.AigoboPortal = api
  if (Array.isArray(waiting)) api.push(...(waiting as Parameters<typeof api.push>))
}
