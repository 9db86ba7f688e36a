import * as paths from '../contract/paths.ts'
import { ARRIVED, type SaidEvent, type SayTrail } from '../contract/trail.ts'
import { REPORTS } from '../contract/endpoints/reports.ts'
import { PATIENCE_MS } from '../api/early.ts'
import { deviceClock, measureClock } from './device-clock.ts'
import type { PeopleOnPage, recordPage, Target as RecordingTarget } from './page-recorder.ts'
import { whenIdle } from '../lib/when-idle.ts'
import { follow, say, type Saying } from './trail.ts'

type Target = {
  path: string
  recording: string
  bearer: string
  visit: string
  said: number
  unsent: SaidEvent[]
}

const PAUSE_MS = 1_000
/** The recorder waits this long for a page that has loaded to rest. */
const REST_MS = 2_000
/** A recorder that did not load is asked for once more. */
const LOAD_AGAIN_MS = 10_000
const TOUCHES = ['pointerdown', 'keydown'] as const
const AGAIN_MS = [2_000, 5_000, 15_000, 60_000] as const
/** Maximum events per request. */
const AT_ONCE = 50
/** Maximum buffered events while offline. Dropped ones show as a gap. */
const MOST_UNSENT = 500

let target: Target | undefined
let timer: ReturnType<typeof setTimeout> | undefined
let busy = false
let failures = 0
let recorder: ReturnType<typeof recordPage> | undefined
let started = false
let begun = false
let onPage: PeopleOnPage = { current: [] }

/**
 * Sends the page's events to the purchase or order of this bearer, in batches with retries. Failures only leave gaps.
 * Includes earlier events.
 */
export function report(subject: keyof typeof REPORTS, bearer: string | null, people: PeopleOnPage): void {
  onPage = people
  const { trail: path, recording } = REPORTS[subject]
  if (isSale()) recordSoon()
  else stopRecording()
  if (bearer === null || (target?.path === path && target.bearer === bearer)) return
  if (target) {
    recorder?.flush(false)
    void send(target, true)
  } else listen()
  target = { path, recording, bearer, visit: newVisit(), said: 0, unsent: [] }
  follow(take)
  recorder?.flush(false)
}

function listen(): void {
  addEventListener('pagehide', flush)
  document.addEventListener('visibilitychange', () => {
    say({ kind: document.visibilityState === 'hidden' ? 'hidden' : 'visible' })
    if (document.visibilityState === 'hidden') flush()
  })
}

function take(said: Saying[]): void {
  if (!target) return
  let urgent = false
  for (const event of said) {
    target.said++
    // Flush after important presses, because the page may unload soon, and to keep the order.
    urgent ||= event.kind === 'press' || event.kind === 'to-cashier'
    const at = event.at ?? Date.now()
    if (target.unsent.length < MOST_UNSENT) target.unsent.push({ ...event, at, seq: target.said })
  }
  if (urgent) recorder?.flush(false)
  if (target.unsent.length > 0) later(urgent ? 0 : PAUSE_MS)
}

function later(ms: number): void {
  if (ms === 0) {
    clearTimeout(timer)
    timer = undefined
  }
  timer ??= setTimeout(() => {
    timer = undefined
    if (target && !busy) void work(target)
  }, ms)
}

async function work(to: Target): Promise<void> {
  busy = true
  const sent = await send(to, false)
  busy = false
  failures = sent ? 0 : failures + 1
  if (target && target.unsent.length > 0)
    later(sent ? PAUSE_MS : (AGAIN_MS[Math.min(failures, AGAIN_MS.length) - 1] ?? PAUSE_MS))
}

/** On the order page only the visit is recorded. */
const isSale = () => !location.pathname.startsWith(paths.to(paths.ownOrder, { token: '' }))

/**
 * Starts recording when the page has loaded and rests, or at an earlier touch: the first paint stays fast, and nothing
 * has changed since.
 */
function recordSoon(): void {
  if (started) return
  started = true
  for (const touch of TOUCHES) addEventListener(touch, begin, { passive: true })
  whenIdle(begin, REST_MS)
}

function begin(): void {
  if (begun) return
  begun = true
  for (const touch of TOUCHES) removeEventListener(touch, begin)
  load().catch(() => setTimeout(() => load().catch(() => {}), LOAD_AGAIN_MS))
}

async function load(): Promise<void> {
  const { recordPage } = await import('./page-recorder.ts')
  if (isSale()) recorder = recordPage(recordingTarget, () => onPage.current)
}

function stopRecording(): void {
  for (const touch of TOUCHES) removeEventListener(touch, begin)
  recorder?.flush(false)
  recorder?.stop()
}

const recordingTarget = (): RecordingTarget =>
  target ? { path: target.recording, bearer: target.bearer, visit: target.visit } : null

/** The page is hidden: flush everything, including requests in flight. */
function flush(): void {
  recorder?.flush(true)
  if (target && target.unsent.length > 0) void send(target, true)
}

/** False if it must be resent. */
async function send(to: Target, keepalive: boolean): Promise<boolean> {
  const events = to.unsent.slice(0, AT_ONCE)
  if (events.length === 0) return true
  const { lang } = document.documentElement
  const sentAt = Date.now()
  const clock = deviceClock()
  const body: SayTrail = {
    visit: to.visit,
    build: buildName(),
    language: lang.startsWith('en') ? 'en' : 'zh',
    view: { width: innerWidth, height: innerHeight },
    sentAt,
    ...(clock && { clock }),
    events,
  }
  try {
    const { status, headers } = await fetch(to.path, {
      method: 'POST',
      headers: { authorization: `Bearer ${to.bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      keepalive,
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    measureClock(Number(headers.get(ARRIVED) ?? Number.NaN), sentAt, Date.now())
    if (status === 429 || status >= 500) return false
    // Accepted or permanently rejected: not resent.
    const last = events.at(-1)?.seq ?? 0
    to.unsent = to.unsent.filter(({ seq }) => seq > last)
    return true
  } catch {
    return false
  }
}

/** The entry file's name identifies the build. */
function buildName(): string {
  const entry = document.querySelector<HTMLScriptElement>('script[type=module][src]')
  return entry ? new URL(entry.src).pathname : ''
}

/** 120 bits. `randomUUID` is missing on plain http. */
function newVisit(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(20)), (byte) => (byte % 36).toString(36)).join('')
}
