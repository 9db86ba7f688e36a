import * as z from 'zod/mini'
import { BRIDGE, type EmbedLook, type FrameEvent, type FrameMessage, PageMessage } from '../contract/embed.ts'

export type Bridge = {
  /** Posts a message to the host page after its hello. Before that, messages are dropped. */
  send(event: FrameEvent): void
  /** Posts a message and waits for the acknowledgement, at most HEARD_MS, since leaving the page could lose it. */
  tell(event: FrameEvent & { type: 'handed-over' }, then: () => void): void
  stop(): void
}

const HEARD_MS = 1_000

type Heard = {
  /** The host page's origin as reported by the browser. */
  onHello(origin: string): void
  onToken(token: string): void
  onNoToken(): void
  onLook(look: EmbedLook): void
}

/**
 * The only channel to the host page. Accepts messages from the parent window at one of `origins` only and ignores
 * unknown ones. Replies go to the origin that said hello.
 */
export function openBridge(
  origins: readonly string[],
  { onHello, onToken, onNoToken, onLook }: Heard,
): Bridge {
  let page: string | null = null
  const send = (event: FrameEvent) => {
    if (page) window.parent.postMessage({ ...event, aigobo: BRIDGE } satisfies FrameMessage, page)
  }
  // Callbacks instead of promises: some browsers keep the user activation only for callbacks.
  let goOn: (() => void) | null = null
  const heard = () => {
    const next = goOn
    goOn = null
    next?.()
  }
  const hear = ({ source, origin, data }: MessageEvent<unknown>) => {
    if (source !== window.parent || !origins.includes(origin) || (page && origin !== page)) return
    const message = z.safeParse(PageMessage, data)
    if (!message.success) return
    if (message.data.type === 'hello') {
      const first = page === null
      page = origin
      send({ type: 'ready' })
      if (first) onHello(origin)
    } else if (page === null) return
    else if (message.data.type === 'token') onToken(message.data.token)
    else if (message.data.type === 'heard') heard()
    else if (message.data.type === 'look') onLook(message.data)
    else onNoToken()
  }
  addEventListener('message', hear)
  return {
    send,
    tell(event, then) {
      goOn = then
      send(event)
      setTimeout(heard, page ? HEARD_MS : 0)
    },
    stop: () => removeEventListener('message', hear),
  }
}

/** Why the frame cannot work: it is not embedded, or its sandbox makes its origin opaque. */
export function frameFault(): 'alone' | 'opaque' | null {
  if (self.origin === 'null') return 'opaque'
  return window.parent === window ? 'alone' : null
}
