import { Replayer } from '@rrweb/replay'
import '@rrweb/replay/dist/style.css'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useText } from '../../ui/language.tsx'
import { evidenceMessages } from './messages.ts'
import type { RecordedEvent } from './recording.ts'

const SPEEDS = [1, 2, 4, 8] as const
/** Update interval of the position while playing, ms. */
const TICK_MS = 200
/** Step of the arrow keys, ms. */
const STEP_MS = 1_000
const HIGHEST = 720
/** The type of events that the page itself adds to its recording. */
const CUSTOM = 5

/** Plays a recording in a sandboxed frame without scripts. Starts paused, which also respects reduced motion. */
export default function ReplayPlayer({ events }: { events: RecordedEvent[] }) {
  const t = useText(evidenceMessages)
  const stage = useRef<HTMLDivElement>(null)
  const [opened, setOpened] = useState<{ replayer: Replayer | null } | null>(null)
  const replayer = opened?.replayer
  const [playing, setPlaying] = useState(false)
  const [at, setAt] = useState(0)
  const [speed, setSpeed] = useState<number>(1)
  const [skip, setSkip] = useState(true)
  const total = replayer?.getMetaData().totalTime ?? 0

  useEffect(() => {
    const root = stage.current
    if (!root) return
    const made = open(root, events)
    setOpened({ replayer: made })
    if (!made) return
    made.iframe.title = t.player
    made.iframe.tabIndex = -1
    const refit = () => fit(root, made)
    made.on('resize', refit)
    // A phone that is turned.
    addEventListener('resize', refit)
    made.on('finish', () => {
      setPlaying(false)
      setAt(made.getMetaData().totalTime)
    })
    return () => {
      removeEventListener('resize', refit)
      made.destroy()
      root.replaceChildren()
    }
  }, [events, t])

  useEffect(() => {
    if (!replayer || !playing) return
    const timer = setInterval(() => setAt(Math.min(total, replayer.getCurrentTime())), TICK_MS)
    return () => clearInterval(timer)
  }, [replayer, playing, total])

  function toggle(): void {
    if (!replayer) return
    if (playing) replayer.pause()
    else replayer.play(at >= total ? 0 : at)
    setPlaying(!playing)
  }
  function seek(to: number): void {
    setAt(to)
    if (playing) replayer?.play(to)
    else replayer?.pause(to)
  }

  if (opened && !replayer) return <Banner tone="warn" title={t.unplayable} />
  return (
    <section aria-label={t.player}>
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button look="primary" onClick={toggle} disabled={!replayer}>
          {playing ? t.pause : t.play}
        </Button>
        <input
          type="range"
          aria-label={t.position}
          aria-valuetext={`${clock(at)} / ${clock(total)}`}
          min={0}
          max={Math.max(1, total)}
          step={STEP_MS}
          value={Math.min(at, total)}
          onChange={(event) => seek(Number(event.target.value))}
          className="h-8 min-w-40 flex-1 accent-accent"
        />
        <span className="tabular text-muted">
          {clock(at)} / {clock(total)}
        </span>
        <label className="flex items-center gap-2">
          <span className="text-muted">{t.speed}</span>
          <select
            value={speed}
            onChange={(event) => {
              const chosen = Number(event.target.value)
              setSpeed(chosen)
              replayer?.setConfig({ speed: chosen })
            }}
            className="h-8 rounded border border-line-strong bg-raised px-2"
          >
            {SPEEDS.map((one) => (
              <option key={one} value={one}>
                {t.times(one)}
              </option>
            ))}
          </select>
        </label>
        <label className="flex h-8 items-center gap-2">
          <input
            type="checkbox"
            checked={skip}
            onChange={(event) => {
              setSkip(event.target.checked)
              replayer?.setConfig({ skipInactive: event.target.checked })
            }}
            className="size-4 accent-accent"
          />
          {t.skipInactive}
        </label>
      </div>
      <div className="overflow-hidden rounded border border-line bg-sunken p-3">
        <div ref={stage} className="relative mx-auto overflow-hidden" />
      </div>
    </section>
  )
}

/** Recordings are untrusted: null if one cannot be played, so that the other parts still show. */
function open(root: HTMLElement, events: RecordedEvent[]): Replayer | null {
  try {
    const made = new Replayer(events, {
      root,
      skipInactive: true,
      mouseTail: false,
      showWarning: false,
      triggerFocus: false,
      // Images stay where they were; of most, only the place was recorded.
      insertStyleRules: ['img:not([src^="data:"]) { visibility: hidden }'],
    })
    const look = lookOf(events)
    made.on('fullsnapshot-rebuilded', () => {
      const page = made.iframe.contentDocument?.documentElement
      if (page && look) page.dataset['theme'] ??= look
    })
    made.pause(0)
    return made
  } catch {
    root.replaceChildren()
    return null
  }
}

/** The look that the customer saw; recordings from before 2026-12 follow the viewer's. */
function lookOf(events: readonly RecordedEvent[]): 'dark' | 'light' | null {
  const look = events.find(({ type, data }) => type === CUSTOM && data['tag'] === 'look')?.data['payload']
  return look === 'dark' || look === 'light' ? look : null
}

/** Scales the recorded view to the available width, at most to its original size. */
function fit(root: HTMLElement, { wrapper, iframe }: Replayer): void {
  const [width, height] = [Number(iframe.width), Number(iframe.height)]
  const room = root.parentElement?.clientWidth ?? width
  const scale = Math.min(1, (room - 24) / width, HIGHEST / height)
  wrapper.style.transform = `scale(${scale})`
  wrapper.style.transformOrigin = '0 0'
  root.style.width = `${width * scale}px`
  root.style.height = `${height * scale}px`
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1_000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
