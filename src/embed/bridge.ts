import * as z from 'zod/mini'
import { BRIDGE, type EmbedLook, type FrameEvent, type FrameMessage, PageMessage } from '../contract/embed.ts'

export type Bridge = {
  /** Tells the page around us, once it has said hello; before that nobody is there to tell. */
  send(event: FrameEvent): void
  /** Tells it, and goes on when it has heard: a page that is left at once would not. Nobody waits longer than HEARD_MS. */
  tell(event: FrameEvent & { type: 'handed-over' }, then: () => void): void
  stop(): void
}

const HEARD_MS = 1_000

type Heard = {
  /** The page's own origin, as the browser says it. */
  onHello(origin: string): void
  onToken(token: string): void
  onNoToken(): void
  onLook(look: EmbedLook): void
}

/**
 * The sole door to the page around the frame. Listens to the window that holds us, and only while it is at one of
 * `origins`; what it does not know it ignores. Answers go to the origin that said hello, and to no other.
 */
export function openBridge(
  origins: readonly string[],
  { onHello, onToken, onNoToken, onLook }: Heard,
): Bridge {
  let page: string | null = null
  const send = (event: FrameEvent) => {
    if (page) window.parent.postMessage({ ...event, aigobo: BRIDGE } satisfies FrameMessage, page)
  }
  // By callbacks rather than promises: some browsers take only these for part of the customer's own press.
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

/** Why the frame cannot work where it is: it stands alone, or its sandbox takes away its origin. */
export function frameFault(): 'alone' | 'opaque' | null {
  if (self.origin === 'null') return 'opaque'
  return window.parent === window ? 'alone' : null
}
