import type { EmbedLook, EmbedMode, FrameEvent, FrameMessage, PageMessage } from '../contract/embed.ts'

export type FrameOptions = {
  address: readonly [string, string | null][]
  english: boolean
  look(): EmbedLook
  token(): string | null
  tokenUrl(): string | null
  emit(event: FrameEvent): void
}
export type Frame = {
  element: HTMLElement
  /** A token may be there now. */
  offer(): void
  /** The look is another one; nothing else changes. */
  dress(): void
  destroy(): void
}

type FromPage<Message = PageMessage> = Message extends PageMessage ? Omit<Message, 'aigobo'> : never

const script =
  (document.currentScript as HTMLScriptElement | null) ??
  document.querySelector<HTMLScriptElement>('script[src*="/embed.js"]')
/** Where this script came from is the one place that is spoken to, and listened to. */
const PORTAL = new URL(script?.src ?? location.href).origin
const HELLO_MS = 150
const PATIENCE_MS = 15_000
/** What the frame may do: no more than it needs, and the page around it only moves by the customer's own press. */
const MAY =
  'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-top-navigation-by-user-activation'

/** One frame of the portal and the talk with it; the token goes by message, never in an address. */
export function createFrame(mode: EmbedMode, options: FrameOptions): Frame {
  const { address, english, emit } = options
  const frame = document.createElement('iframe')
  const url = new URL('/embed', PORTAL)
  for (const [name, value] of address)
    if (value) url.searchParams.set(name === 'language' ? 'lang' : name, value)
  url.searchParams.set('mode', mode)
  frame.src = url.href
  frame.title = english ? 'Insurance' : '保险投保'
  frame.setAttribute('sandbox', MAY)
  frame.referrerPolicy = 'no-referrer'
  if (mode !== 'popup') frame.style.height = mode === 'card' ? '160px' : '480px'

  const element = document.createElement('div')
  if (mode === 'popup') element.style.cssText = 'display:contents'
  element.append(frame)

  let ready = false
  let wanted = true
  let stepped = false
  let spent: string | null = null
  let timer: ReturnType<typeof setInterval> | undefined

  const send = (message: FromPage) =>
    frame.contentWindow?.postMessage({ ...message, aigobo: 1 } satisfies PageMessage, PORTAL)

  /** Says hello until it is answered: what listens in there comes after the load. */
  const greet = () => {
    clearInterval(timer)
    ready = false
    const until = Date.now() + PATIENCE_MS
    timer = setInterval(() => {
      if (Date.now() < until) return send({ type: 'hello' })
      clearInterval(timer)
      fail()
    }, HELLO_MS)
  }
  frame.addEventListener('load', greet)

  function fail(): void {
    emit({ type: 'error', code: 'unreachable' })
    const words = document.createElement('p')
    words.setAttribute('role', 'alert')
    words.textContent = english
      ? 'Insurance is not available here right now.'
      : '保险服务暂时无法打开，请稍后再试。'
    element.replaceChildren(words)
  }

  const dress = () => {
    if (ready) send({ type: 'look', ...options.look() })
  }

  async function offer(): Promise<void> {
    if (!ready || !wanted) return
    const given = options.token()
    const from = options.tokenUrl()
    if (given && given !== spent) {
      spent = given
      wanted = false
      return send({ type: 'token', token: given })
    }
    if (!from) return send({ type: 'no-token' })
    wanted = false
    try {
      const answer = await fetch(from, { cache: 'no-store', headers: { accept: 'application/json' } })
      const { token } = (await answer.json()) as { token: unknown }
      if (typeof token !== 'string') throw new TypeError('no token')
      send({ type: 'token', token })
    } catch {
      wanted = true
      emit({ type: 'error', code: 'token-unavailable' })
      send({ type: 'no-token' })
    }
  }

  function hear({ source, origin, data }: MessageEvent<FrameMessage | null>): void {
    if (source !== frame.contentWindow || origin !== PORTAL || data?.aigobo !== 1) return
    const { aigobo: _version, ...event } = data
    if (event.type === 'ready') {
      if (ready) return
      clearInterval(timer)
      ready = wanted = true
      dress()
      if (mode !== 'card') void offer()
    }
    if (event.type === 'want-token') {
      wanted = true
      void offer()
    }
    if (event.type === 'resize' && mode !== 'popup') frame.style.height = `${event.height}px`
    if (event.type === 'step') {
      // The next screen is often shorter: it is shown from its top. The first one came by itself, and moves nothing.
      if (stepped && frame.getBoundingClientRect().top < 0) frame.scrollIntoView()
      stepped = true
    }
    emit(event)
  }
  addEventListener('message', hear)

  return {
    element,
    offer: () => void offer(),
    dress,
    destroy() {
      clearInterval(timer)
      removeEventListener('message', hear)
      element.remove()
    },
  }
}
