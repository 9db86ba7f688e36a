import { useEffect, useState } from 'react'
import { createAutosave, type SavingState, useSaveOnLeave } from '../../api/autosave.ts'
import { problemOf } from '../../api/problem-text.ts'
import type { Purchase, PurchaseDraft } from '../../contract/purchases.ts'
import type { PurchaseStep } from '../../contract/purchase-steps.ts'
import type { Language } from '../../ui/language.tsx'
import { loadApi } from './load-later.ts'

type Content = { draft: PurchaseDraft; step: PurchaseStep; language: Language }

type Listener = {
  /** Another tab saved; both changes are merged. */
  onElsewhere(draft: PurchaseDraft): void
  /** The server's purchase, which may have ended. */
  onPurchase(purchase: Purchase): void
  /** The bearer opens nothing any more. */
  onGone(): void
}

/** Autosave of a customer's purchase, once it has begun. */
export function useSavedDraft(
  bearer: string,
  begun: boolean,
  content: Content,
  version: number,
  listener: Listener,
): {
  state: SavingState
  flush(): Promise<number>
  begunAs(bearer: string): void
  /** Merges the server's draft. */
  reload(): Promise<void>
} {
  const [state, setState] = useState<SavingState>('saved')
  const [saver] = useState(() => createSaver(bearer, begun, { version, content }, setState))

  const { draft, step, language } = content
  useEffect(() => saver.listen(listener))
  useEffect(() => saver.change({ draft, step, language }), [saver, draft, step, language])
  useSaveOnLeave(saver)
  return { state, flush: () => saver.flush(), begunAs: saver.begunAs, reload: saver.reload }
}

function createSaver(
  first: string,
  begun: boolean,
  start: { version: number; content: Content },
  onState: (state: SavingState) => void,
) {
  let bearer = first
  let listener: Listener | undefined
  let { content } = start
  const saver = createAutosave<Content>(
    {
      async save(latest, version, keepalive) {
        const { savePurchase } = await loadApi()
        const saved = savePurchase(bearer, { ...latest, version }, keepalive)
        saved.catch((refusal: unknown) => {
          if (problemOf(refusal).status === 404) listener?.onGone()
        })
        return (await saved).version
      },
      async read(refusal) {
        const { fetchPurchase } = await loadApi()
        const there = await fetchPurchase(bearer)
        listener?.onPurchase(there)
        const ended = there.order || there.closed || there.locked
        if (ended || (refusal && problemOf(refusal).code !== 'draft-changed')) return null
        return { version: there.version, content: { ...content, draft: there.draft } }
      },
      onState,
      onElsewhere: ({ merged }) => listener?.onElsewhere(merged.draft),
    },
    { ...start, paused: !begun },
  )
  return {
    ...saver,
    listen(next: Listener): void {
      listener = next
    },
    change(next: Content): void {
      content = next
      saver.change(next)
    },
    begunAs(token: string): void {
      bearer = token
      saver.resume()
    },
  }
}
