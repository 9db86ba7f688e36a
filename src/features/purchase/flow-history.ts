import { useEffect } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { PurchaseStep } from '../../contract/purchase-steps.ts'
import { PURCHASE_STEPS } from '../../contract/purchase-steps.ts'

/** The current screen: a step or a sub-screen. Kept in history state, so that Back works. */
export type Screen = {
  step: PurchaseStep
  /** Key of the insured being edited. */
  person?: string
  /** Id of the document being read. */
  document?: string
  pasting?: true
}

/** The screen's name in the trail. */
export const pageOf = ({ step, person, document, pasting }: Screen) =>
  document ? 'document' : pasting ? 'paste' : person ? 'person' : step

type Kept = Screen & { purchase: true; inside: boolean }

/** The flow's history entries under a single URL; also works in a frame. */
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
    // Marks the entry point, so that Back returns to it.
    if (!unmarked) return
    const { pathname, search } = window.location
    const state: Kept = { step: fallback, purchase: true, inside: false }
    void navigate({ pathname, search }, { replace: true, state, preventScrollReset: true })
  }, [unmarked, fallback, navigate])

  return {
    screen,
    go,
    /** Goes back, or to `otherwise` if the flow was entered in the middle. */
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
