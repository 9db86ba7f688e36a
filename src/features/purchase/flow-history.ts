import { useEffect } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { PURCHASE_STEPS, type PurchaseStep } from '../../contract/purchases.ts'

/** What is on the screen: a step, or something opened from it. Kept in the history, so that Back leads through it. */
export type Screen = {
  step: PurchaseStep
  /** The key of an insured who is being edited. */
  person?: string
  /** The id of a document that is being read. */
  document?: string
  pasting?: true
}

/** What the trail calls it. */
export const pageOf = ({ step, person, document, pasting }: Screen) =>
  document ? 'document' : pasting ? 'paste' : person ? 'person' : step

type Kept = Screen & { purchase: true; inside: boolean }

/** The flow's own steps in the browser's history, at one and the same address; also within a frame. */
export function useFlowHistory(fallback: PurchaseStep) {
  const location = useLocation()
  const navigate = useNavigate()
  const kept = keptOf(location.state)

  async function go(screen: Screen, replace = false): Promise<void> {
    const { pathname, search } = window.location
    const state: Kept = { ...screen, purchase: true, inside: replace ? (kept?.inside ?? false) : true }
    await navigate({ pathname, search }, { replace, state, preventScrollReset: true })
  }

  const screen: Screen = kept ?? { step: fallback }
  const unmarked = kept === null
  useEffect(() => {
    // The place where the flow was entered: Back finds it again, whatever the purchase's step is by then.
    if (!unmarked) return
    const { pathname, search } = window.location
    const state: Kept = { step: fallback, purchase: true, inside: false }
    void navigate({ pathname, search }, { replace: true, state, preventScrollReset: true })
  }, [unmarked, fallback, navigate])

  return {
    screen,
    go,
    /** To where the person came from, or to `otherwise` where the flow was entered in its middle. */
    back: (otherwise: Screen): void => {
      if (kept?.inside) void navigate(-1)
      else void go(otherwise, true)
    },
  }
}

function keptOf(state: unknown): Kept | null {
  const kept = state as Kept | null
  return kept?.purchase && PURCHASE_STEPS.includes(kept.step) ? kept : null
}
