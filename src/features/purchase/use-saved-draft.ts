import { useEffect, useState } from 'react'
import { problemOf } from '../../api/problem-text.ts'
import type { Purchase, PurchaseDraft, PurchaseStep } from '../../contract/purchases.ts'
import type { Language } from '../../ui/language.tsx'
import { fetchPurchase, savePurchase } from './api.ts'

const PAUSE_MS = 600
const AGAIN_MS = 4_000

type Content = { draft: PurchaseDraft; step: PurchaseStep; language: Language }
export type SavingState = 'saved' | 'saving' | 'not-saved'

/**
 * Autosave: debounced, immediate when the page is hidden, retried until it succeeds. Saves run one after another. On
 * a version conflict `onElsewhere` gets the current draft.
 */
export function useSavedDraft(
  bearer: string,
  begun: boolean,
  content: Content,
  version: number,
  onElsewhere: (purchase: Purchase) => void,
): {
  state: SavingState
  flush(): Promise<number>
  begunAs(bearer: string): void
  /** Takes the server's draft. */
  reload(): Promise<void>
} {
  const [state, setState] = useState<SavingState>('saved')
  const [saver] = useState(() =>
    createSaver({
      bearer,
      begun,
      version,
      kept: JSON.stringify(content),
      onState: setState,
    }),
  )

  const { draft, step, language } = content
  useEffect(() => saver.listen(onElsewhere))
  useEffect(() => saver.change({ draft, step, language }), [saver, draft, step, language])
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

  return { state, flush: () => saver.flush(), begunAs: saver.begunAs, reload: saver.reload }
}

type Start = {
  bearer: string
  begun: boolean
  version: number
  /** The server's draft as JSON. */
  kept: string
  onState(state: SavingState): void
}

function createSaver({ onState, ...start }: Start) {
  let { bearer, begun, version, kept } = start
  let latest: Content | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<number> | undefined
  let onElsewhere = (_purchase: Purchase): void => {}

  const saver = {
    listen(listener: typeof onElsewhere): void {
      onElsewhere = listener
    },
    change(content: Content): void {
      latest = content
      if (!begun || JSON.stringify(content) === kept) return
      onState('saving')
      later(PAUSE_MS)
    },
    begunAs(token: string): void {
      bearer = token
      begun = true
      kept = ''
    },
    async reload(): Promise<void> {
      take(await fetchPurchase(bearer))
    },
    /** Saves pending changes and returns the version. Throws ProblemError. */
    flush(keepalive = false): Promise<number> {
      clearTimeout(timer)
      running ??= save(keepalive).finally(() => {
        running = undefined
      })
      return running
    },
  }

  function later(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void saver.flush().catch(() => {}), ms)
  }

  async function save(keepalive: boolean): Promise<number> {
    for (;;) {
      const content = latest
      const text = JSON.stringify(content)
      if (!content || !begun || text === kept) {
        onState('saved')
        return version
      }
      try {
        const saved = await savePurchase(bearer, { ...content, version }, keepalive)
        version = saved.version
        kept = text
      } catch (error) {
        const { code, status } = problemOf(error)
        if (code === 'draft-changed' && (await settled(content))) continue
        // Stops editing once the purchase has ended.
        if ((status === 409 && code !== 'draft-changed') || code === 'holder-unproven')
          take(await fetchPurchase(bearer))
        onState('not-saved')
        later(AGAIN_MS)
        throw error
      }
    }
  }

  /** True if the server's draft is our own save whose response was lost. */
  async function settled(sent: Content): Promise<boolean> {
    const there = await fetchPurchase(bearer)
    const own = JSON.stringify(there.draft) === JSON.stringify(sent.draft) && !there.order
    if (own) {
      version = there.version
      kept = JSON.stringify(sent)
    } else take(there)
    return own
  }

  function take(there: Purchase): void {
    version = there.version
    if (latest) latest = { ...latest, draft: there.draft }
    kept = JSON.stringify(latest)
    onElsewhere(there)
  }

  return saver
}
