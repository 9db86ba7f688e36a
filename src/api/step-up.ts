type Ask = () => Promise<boolean>

let ask: Ask | null = null
let asking: Promise<boolean> | null = null

/** Registers the function that asks the user for a proof of identity. It resolves to false if the user gives none. */
export function answerStepUp(by: Ask): () => void {
  ask = by
  return () => {
    if (ask === by) ask = null
  }
}

/** Asks the user once, however many requests wait. False: not proven, so the request fails as it did. */
export async function stepUp(): Promise<boolean> {
  if (!ask) return false
  asking ??= ask().finally(() => (asking = null))
  return asking
}
