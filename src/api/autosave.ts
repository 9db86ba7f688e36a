import { useEffect } from 'react'
import type { Conflict } from '../lib/merge-fields.ts'
import { problemOf } from './problem-text.ts'

const PAUSE_MS = 600
const AGAIN_MS = 5_000

export type SavingState = 'saved' | 'saving' | 'not-saved'
export type Version<Content> = { version: number; content: Content }
export type Elsewhere<Content> = { merged: Content; conflicts: Conflict[] }

type Keeper<Content> = {
  /** Saves the next version and returns its number. Throws ProblemError. */
  save(content: Content, version: number, keepalive: boolean): Promise<number>
  /** The content that another tab saved; null if the server takes no more versions. */
  read(refusal: unknown): Promise<Version<Content | null> | null>
  onState(state: SavingState): void
  /** Gets the content that another tab saved, merged with the content here. */
  onElsewhere(elsewhere: Elsewhere<Content>): void
}

/**
 * Saves a form's content: debounced, one save after another, retried until it succeeds. Where another tab saved first,
 * both changes are merged and saved. `paused` until `resume`.
 */
export function createAutosave<Content>(
  { save, read, onState, onElsewhere }: Keeper<Content>,
  start: Version<Content> & { paused?: boolean },
) {
  let { version, content: kept, paused = false } = start
  let latest = kept
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<number> | undefined
  const isKept = (content: Content) => content === kept || JSON.stringify(content) === JSON.stringify(kept)

  const saver = {
    change(content: Content): void {
      latest = content
      if (paused || isKept(content)) return
      onState('saving')
      later(PAUSE_MS)
    },
    /** Starts saving, from a first version that the server does not have. */
    resume(): void {
      paused = false
      begin(version)
    },
    /** Merges what the server has now. */
    async reload(): Promise<void> {
      const there = await read(null)
      if (there) await take(there)
    },
    /** Saves pending changes and returns the version. Throws ProblemError. */
    flush(keepalive = false): Promise<number> {
      clearTimeout(timer)
      running ??= saveAll(keepalive).finally(() => {
        running = undefined
      })
      return running
    },
  }

  function later(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void saver.flush().catch(() => {}), ms)
  }

  async function saveAll(keepalive: boolean): Promise<number> {
    for (;;) {
      const content = latest
      if (paused || isKept(content)) {
        onState('saved')
        return version
      }
      try {
        version = await save(content, version, keepalive)
        kept = content
      } catch (refusal) {
        if (await mergedAfter(refusal)) continue
        onState('not-saved')
        throw refusal
      }
    }
  }

  /** The server has no draft, so everything is saved. */
  function begin(from: number): void {
    version = from
    kept = undefined as Content
  }

  async function mergedAfter(refusal: unknown): Promise<boolean> {
    const { status } = problemOf(refusal)
    if (status !== 409 && status !== 403) {
      later(AGAIN_MS)
      return false
    }
    const there = await read(refusal).catch(() => {
      later(AGAIN_MS)
      return null
    })
    if (!there) return false
    await take(there)
    return true
  }

  async function take(there: Version<Content | null>): Promise<void> {
    if (there.content === null) return begin(there.version)
    // Loaded when needed: most sales are open in one tab.
    const { mergeFields } = await import('../lib/merge-fields.ts')
    const { merged, conflicts } = mergeFields(kept, latest, there.content)
    version = there.version
    kept = there.content
    if (JSON.stringify(merged) === JSON.stringify(latest) && conflicts.length === 0) return
    latest = merged
    onElsewhere({ merged, conflicts })
  }

  return saver
}

/** Saves at once when the page is hidden or left. */
export function useSaveOnLeave(saver: { flush(keepalive?: boolean): Promise<number> }): void {
  useEffect(() => {
    const hide = () => void saver.flush(true).catch(() => {})
    addEventListener('pagehide', hide)
    document.addEventListener('visibilitychange', hide)
    return () => {
      removeEventListener('pagehide', hide)
      document.removeEventListener('visibilitychange', hide)
      hide()
    }
  }, [saver])
}
