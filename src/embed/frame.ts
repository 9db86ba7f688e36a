import type { EmbedLook, EmbedMode, FrameEvent, FrameMessage, PageMessage } from '../contract/embed.ts'
import * as paths from '../contract/paths.ts'

export type FrameOptions = {
  address: readonly [string, string | null][]
  english(): boolean
  /** Restarts after a failure. */
  again(): void
  look(): EmbedLook
  token(): string | null
  tokenUrl(): string | null
  emit(event: FrameEvent): void
}
export type Frame = {
  element: HTMLElement
  /** A token may now be available. */
  offer(): void
  /** Applies a changed look. */
  dress(): void
  destroy(): void
}

type FromPage<Message = PageMessage> = Message extends PageMessage ? Omit<Message, 'aigobo'> : never

/**
 * The origin of this script, the only one to exchange messages with. Modules have no `currentScript`, and other
 * scripts may also be called embed.js, so it is read from an error's stack.
 */
const script = document.currentScript as HTMLScriptElement | null
const PORTAL = new URL(
  script?.src || (/https?:\/\/[^\s()]+/.exec(new Error().stack ?? '')?.[0] ?? location.href),
).origin
const HELLO_MS = 150
/** Timeouts: from load to the first message, and from start to load. */
const PATIENCE_MS = 15_000
const LOAD_MS = 45_000
/** Silence after which the portal is asked whether this page is registered. */
const ASK_MS = 3_000
const TOKEN_MS = 15_000
/** Tokens already used on this page. They are single-use, even if the element moves. */
const spent = new Set<string>()
/** Minimal sandbox permissions. Top navigation requires user activation. */
const MAY =
  'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-top-navigation-by-user-activation'

/** One portal frame and its messaging. The token is sent as a message, never in a URL. */
export function createFrame(mode: EmbedMode, options: FrameOptions): Frame {
  const { address, english } = options
  const frame = document.createElement('iframe')
  const url = new URL(paths.embed, PORTAL)
  for (const [name, value] of address)
    if (value) url.searchParams.set(name === 'language' ? 'lang' : name, value)
  url.searchParams.set('mode', mode)
  frame.src = url.href
  frame.setAttribute('sandbox', MAY)
  frame.referrerPolicy = 'no-referrer'
  if (mode !== 'popup') frame.style.height = mode === 'card' ? '160px' : '480px'

  const element = document.createElement('div')
  if (mode === 'popup') element.style.cssText = 'display:contents'
  element.append(frame)

  let ready = false
  let wanted = true
  let stepped = false
  let gone = false
  let timer: ReturnType<typeof setInterval> | undefined
  let asking: ReturnType<typeof setTimeout> | undefined
  let why: HTMLIFrameElement | undefined
  let late = setTimeout(() => fail(), LOAD_MS)

  const emit: FrameOptions['emit'] = (event) => {
    if (!gone) options.emit(event)
  }
  const dress = () => {
    frame.title = english() ? 'Insurance' : '保险投保'
    if (ready) send({ type: 'look', ...options.look() })
  }

  const send = (message: FromPage) =>
    frame.contentWindow?.postMessage({ ...message, aigobo: 1 } satisfies PageMessage, PORTAL)

  /** Repeats hello until answered, because the frame's listener starts after the load event. */
  const greet = () => {
    quiet()
    ready = false
    late = setTimeout(() => fail(), PATIENCE_MS)
    asking = setTimeout(ask, ASK_MS)
    timer = setInterval(() => send({ type: 'hello' }), HELLO_MS)
  }
  const quiet = () => {
    clearInterval(timer)
    clearTimeout(late)
    clearTimeout(asking)
    why?.remove()
  }

  /** Browsers do not tell an unregistered page why its frame stays empty. */
  function ask(): void {
    why = document.createElement('iframe')
    why.hidden = true
    const address = new URL(paths.embedRefused, PORTAL)
    address.searchParams.set('partner', url.searchParams.get('partner') ?? '')
    address.searchParams.set('origin', location.origin)
    why.src = address.href
    element.append(why)
  }
  frame.addEventListener('load', greet)

  function fail(code = 'unreachable'): void {
    quiet()
    emit({ type: 'error', code })
    console.error(`<aigobo-portal> ${code}`)
    const words = document.createElement('p')
    words.setAttribute('role', 'alert')
    words.textContent = english()
      ? 'Insurance is not available here right now. '
      : '保险服务暂时无法打开，请稍后再试。'
    const again = document.createElement('button')
    again.className = 'again'
    again.textContent = english() ? 'Try again' : '再试一次'
    again.addEventListener('click', options.again)
    words.append(again)
    // The page's own link, if it has one.
    element.replaceChildren(words, document.createElement('slot'))
  }

  async function offer(): Promise<void> {
    if (!ready || !wanted) return
    const given = options.token()
    const from = options.tokenUrl()
    if (given && !spent.has(given)) {
      spent.add(given)
      wanted = false
      return send({ type: 'token', token: given })
    }
    if (!from) {
      // Only a fresh `token` helps; the page gets an event.
      if (given) emit({ type: 'error', code: 'token-used' })
      return send({ type: 'no-token' })
    }
    wanted = false
    try {
      const answer = await fetch(from, {
        cache: 'no-store',
        headers: { accept: 'application/json' },
        signal: AbortSignal.timeout(TOKEN_MS),
      })
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
    if (origin !== PORTAL || data?.aigobo !== 1) return
    const { aigobo: _version, ...event } = data
    if (why && source === why.contentWindow && event.type === 'error') fail(event.code)
    if (source !== frame.contentWindow) return
    if (event.type === 'ready') {
      if (ready) return
      quiet()
      ready = wanted = true
      dress()
    }
    // Rejected: waits for the next token.
    if (event.type === 'want-token' || (event.type === 'error' && event.code.startsWith('token-')))
      wanted = true
    if (event.type === 'resize' && mode !== 'popup') frame.style.height = `${event.height}px`
    if (event.type === 'step') {
      // Scrolls to the top of the next screen, which is often shorter, except for the first. Uses the element, so that
      // the page's scroll-margin applies.
      if (stepped && frame.getBoundingClientRect().top < 0)
        (frame.getRootNode() as ShadowRoot).host.scrollIntoView()
      stepped = true
    }
    emit(event)
    if (event.type === 'handed-over') send({ type: 'heard' })
    if (event.type === 'want-token' || (event.type === 'ready' && mode !== 'card')) void offer()
  }
  addEventListener('message', hear)
  dress()

  return {
    element,
    offer: () => void offer(),
    dress,
    destroy() {
      gone = true
      quiet()
      removeEventListener('message', hear)
      element.remove()
    },
  }
}
