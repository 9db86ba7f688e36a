import { record } from '@rrweb/record'
import * as z from 'zod/mini'
import { MOST_OF_PIECE, type SayRecording, TakenRecording } from '../contract/trail.ts'
import { isTelling, scrubbed } from './scrub.ts'
import { PATIENCE_MS } from '../api/early.ts'

type Event = Parameters<NonNullable<NonNullable<Parameters<typeof record>[0]>['emit']>>[0]
/** Values of the people on the page, which the recording masks: also those not typed in this page load. */
export type PeopleOnPage = { readonly current: readonly string[] }

/** Upload path; null until the purchase starts. */
export type Target = { path: string; bearer: string; visit: string } | null

const PAUSE_MS = 2_000
/** Browsers' keepalive limit of 64 KiB in total, shared with the trail's last batch. */
const KEEPALIVE_CHARACTERS = 30_000
/** Maximum buffered bytes while offline. */
const MOST_WAITING = 4_000
const TRIES = 4
/** Fields without personal data. */
const WITHOUT_PEOPLE = new Set(['startDate', 'endDate'])

/**
 * Records the page with inputs and texts below `data-personal` masked, and sends packed pieces. No recording without
 * CompressionStream.
 */
export function recordPage(
  target: () => Target,
  people: () => readonly string[],
): {
  /** Flushes the buffer. `leaving`: the page may unload. */
  flush(leaving: boolean): void
  /** Stops recording. Running uploads continue. */
  stop(): void
} {
  if (!('CompressionStream' in globalThis)) return { flush() {}, stop() {} }
  const typed = new Set<string>()
  let waiting: Event[] = []
  let sent: Target = null
  let piece = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let over = false

  const stopListening = record({
    emit(event) {
      if (over) return
      waiting.push(event)
      if (waiting.length > MOST_WAITING) return end()
      timer ??= setTimeout(() => flush(false), PAUSE_MS)
    },
    maskAllInputs: true,
    maskTextSelector: '[data-personal], [data-personal] *, title',
    inlineStylesheet: true,
    // Limits the size of a gap.
    checkoutEveryNms: 120_000,
    sampling: { mousemove: 200, scroll: 200, input: 'last' },
    slimDOMOptions: 'all',
  })
  // Style sheets are recorded with both looks.
  record.addCustomEvent('look', matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
  // Visible in a browser's profile, and to the test of when it begins.
  performance.mark('recording')
  document.addEventListener('change', learn, true)

  function stop(): void {
    stopListening?.()
    document.removeEventListener('change', learn, true)
  }
  function end(): void {
    over = true
    waiting = []
    stop()
  }

  /** Collects field values to remove from everything sent. */
  function learn(): void {
    for (const { type, value, dataset } of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
      'input, textarea',
    ))
      if (type !== 'checkbox' && type !== 'radio' && !WITHOUT_PEOPLE.has(dataset['field'] ?? ''))
        // A pasted list is split, because the page shows its people separately.
        for (const part of [value, ...(type === 'textarea' ? value.split(/[\s,，;；、|]+/) : [])])
          if (isTelling(part)) typed.add(part)
    for (const one of people()) if (isTelling(one)) typed.add(one)
  }

  /** A failure ends the recording but never affects the sale. */
  function flush(leaving: boolean): void {
    try {
      sendWaiting(leaving)
    } catch {
      end()
    }
  }

  function sendWaiting(leaving: boolean): void {
    clearTimeout(timer)
    timer = undefined
    const to = target()
    if (over || !to || waiting.length === 0) return
    if (to.visit !== sent?.visit) piece = 0
    sent = to
    learn()
    const text = scrubbed(waiting, typed, location.origin)
    waiting = []
    const number = ++piece
    // No time to compress.
    if (leaving && text.length < KEEPALIVE_CHARACTERS)
      void post(to, { visit: to.visit, piece: number, packed: false, content: base64(encode(text)) }, true)
    else void send(to, number, text).catch(end)
  }

  async function send(to: NonNullable<Target>, number: number, text: string): Promise<void> {
    const content = base64(await pack(text))
    if (content.length > MOST_OF_PIECE) return end()
    const said = { visit: to.visit, piece: number, packed: true, content }
    for (let tried = 1; tried <= TRIES && !over; tried++) {
      if (await post(to, said, tried === 1 && content.length < KEEPALIVE_CHARACTERS)) return
      await new Promise((resolve) => setTimeout(resolve, tried * PAUSE_MS))
    }
    // A gap would make the rest unreadable.
    end()
  }

  /** False if it should be retried. */
  async function post(to: NonNullable<Target>, body: SayRecording, keepalive: boolean): Promise<boolean> {
    try {
      const answer = await fetch(to.path, {
        method: 'POST',
        headers: { authorization: `Bearer ${to.bearer}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
        keepalive,
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      if (answer.status === 429 || answer.status >= 500) return false
      const taken = z.safeParse(TakenRecording, await answer.json().catch(() => null))
      if (taken.data?.more !== true) end()
      return true
    } catch {
      return false
    }
  }

  return { flush, stop }
}

const encode = (text: string) => new TextEncoder().encode(text)

async function pack(text: string): Promise<Uint8Array> {
  const packed = new Blob([encode(text)]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(packed).arrayBuffer())
}

/** In chunks, because of the argument limit. */
function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return btoa(text)
}
