import type { AigoboOptions, AigoboPortalApi, AigoboPortalElement } from './embed.d.ts'
import { createFrame, type Frame, type FrameOptions } from './frame.ts'
import { createPopup, type Popup } from './popup.ts'
import { button, paint, SHEET } from './style.ts'

/** Attributes in the order in which they are written into the frame's address. */
const ADDRESS = ['partner', 'product', 'plan', 'language', 'scheme', 'accent', 'radius'] as const
const TAG = 'aigobo-portal'

class Portal extends HTMLElement implements AigoboPortalElement {
  static observedAttributes = [...ADDRESS, 'mode', 'token', 'token-url']
  #root = this.attachShadow({ mode: 'open' })
  #frame: Frame | undefined
  #popup: Popup | undefined
  #button: HTMLElement | undefined
  #building = false
  #built = false

  connectedCallback(): void {
    this.#build()
  }

  disconnectedCallback(): void {
    this.#built = false
    this.#clear()
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    // Before it is built the attributes come one by one, and are read then.
    if (before === now || !this.#built) return
    // What was typed stays: a page changes its colours while somebody fills in the form.
    if (name === 'scheme' || name === 'accent' || name === 'radius') return this.#dress()
    if (name !== 'token' && name !== 'token-url') return this.#rebuild()
    // A token that comes later is what a frame may be waiting for.
    this.#frame?.offer()
    this.#popup?.frame?.offer()
  }

  #dress(): void {
    if (this.#button) paint(this.#button, this.getAttribute('accent'))
    this.#frame?.dress()
    this.#popup?.dress(this.getAttribute('scheme') ?? '')
  }

  show(): void {
    this.#popup ??= createPopup(
      this.#root,
      () => createFrame('popup', this.#options()),
      this.#english(),
      this.getAttribute('scheme') ?? '',
    )
    this.#popup.show()
  }

  close(): void {
    this.#popup?.close()
  }

  /** Attributes are often set one after the other: built once, when they all are. */
  #rebuild(): void {
    if (this.#building) return
    this.#building = true
    queueMicrotask(() => {
      this.#building = false
      if (this.isConnected) this.#build()
    })
  }

  #build(): void {
    this.#built = true
    const open = this.#popup?.isOpen()
    this.#clear()
    this.#root.adoptedStyleSheets = [SHEET]
    if (this.getAttribute('mode') === 'popup') {
      this.#button = button(this.#english(), () => this.show())
      paint(this.#button, this.getAttribute('accent'))
      this.#root.append(this.#button)
      if (open) this.show()
    } else {
      const mode = this.getAttribute('mode') === 'card' ? 'card' : 'inline'
      this.#frame = createFrame(mode, this.#options())
      this.#root.append(this.#frame.element)
    }
  }

  #clear(): void {
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
      english: this.#english(),
      look: () => ({
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

function open({ tokenUrl, ...options }: AigoboOptions): AigoboPortalElement {
  const element = document.createElement(TAG)
  for (const [name, value] of Object.entries(options)) element.setAttribute(name, String(value))
  element.setAttribute('mode', 'popup')
  if (tokenUrl) element.setAttribute('token-url', tokenUrl)
  element.hidden = true
  document.body.append(element)
  element.show()
  return element
}

// A second script tag finds the first one's work, and leaves it alone.
if (!customElements.get(TAG)) {
  customElements.define(TAG, Portal)
  const waiting: unknown = globalThis.AigoboPortal
  const api: AigoboPortalApi = {
    version: 1,
    open,
    push: (...calls) => {
      for (const call of calls) call(api)
    },
  }
  globalThis.AigoboPortal = api
  if (Array.isArray(waiting)) api.push(...(waiting as Parameters<typeof api.push>))
}
