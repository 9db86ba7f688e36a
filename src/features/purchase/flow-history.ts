import { useEffect, useState } from 'react'
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

type Kept = Screen & { purchase: true; inside: boolean; visit: number }

/** Consents hold for one visit. A visit that begins at the review begins with the notice before it. */
const opened = (step: PurchaseStep): PurchaseStep => (step === 'review' ? 'notice' : step)

/** The flow's history entries under a single URL; also works in a frame. */
export function useFlowHistory(fallback: PurchaseStep) {
  const location = useLocation()
  const navigate = useNavigate()
  const [visit] = useState(() => Date.now())
  const kept = keptOf(location.state)
  const entry = opened(fallback)

  async function go(screen: Screen, replace = false): Promise<void> {
    const { pathname, search } = window.location
    const state: Kept = { ...screen, purchase: true, inside: replace ? (kept?.inside ?? false) : true, visit }
    await navigate({ pathname, search }, { replace, state, preventScrollReset: true })
  }

  const step = kept?.visit === visit ? kept.step : opened(kept?.step ?? entry)
  const screen: Screen = { ...kept, step }
  const unmarked = kept === null
  useEffect(() => {
    // Marks the entry point, so that Back returns to it.
    if (!unmarked) return
    const { pathname, search } = window.location
    const state: Kept = { step: entry, purchase: true, inside: false, visit }
    void navigate({ pathname, search }, { replace: true, state, preventScrollReset: true })
  }, [unmarked, entry, visit, navigate])

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
