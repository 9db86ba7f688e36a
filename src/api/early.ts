type Early = { path: string; authorization: string; answer: Promise<Response> }
declare global {
  /** What the page's address asks for, asked before the app was there. */
  var earlyAnswer: Early | undefined
}

/** Longer than the BFF takes for anything: beyond it nobody is going to answer. */
export const PATIENCE_MS = 30_000
/** What a customer's page asks first, by its address. */
const FIRST: Record<string, string> = { buy: '/api/purchase', o: '/api/own-order' }

/** Asks what the page at this address is going to ask, so that the answer comes beside the app and not after it. */
export function askEarly(): void {
  const [, page = '', token = ''] = /^\/(buy|o)\/([\w-]{32})$/.exec(location.pathname) ?? []
  const path = FIRST[page]
  if (!path) return
  const authorization = `Bearer ${token}`
  const answer = fetch(path, {
    headers: { accept: 'application/json', authorization },
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  // Told by whoever takes it.
  answer.catch(() => {})
  globalThis.earlyAnswer = { path, authorization, answer }
}

/** The answer to exactly this reading, if it was asked for early; once. */
export function takeEarly(path: string, authorization: string | undefined): Promise<Response> | undefined {
  const early = globalThis.earlyAnswer
  globalThis.earlyAnswer = undefined
  return early?.path === path && early.authorization === authorization ? early.answer : undefined
}
