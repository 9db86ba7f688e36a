import { FIRST_ANSWER, firstQuestion } from '../contract/first-view.ts'

type Early = { path: string; authorization: string; answer: Promise<Response> }
declare global {
  /** What the page's address asks for, answered or asked before the app was there. */
  var earlyAnswer: Early | undefined
}

/** Longer than the BFF takes for anything: beyond it nobody is going to answer. */
export const PATIENCE_MS = 30_000

/** Has what the page at this address is going to ask: out of the document, or asked so that it comes beside the app. */
export function askEarly(): void {
  const question = firstQuestion(location.pathname)
  if (!question) return
  const authorization = `Bearer ${question.bearer}`
  const inDocument = document.getElementById(FIRST_ANSWER)?.textContent
  const answer = inDocument
    ? Promise.resolve(new Response(inDocument))
    : fetch(question.path, {
        headers: { accept: 'application/json', authorization },
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
  // Told by whoever takes it.
  answer.catch(() => {})
  globalThis.earlyAnswer = { path: question.path, authorization, answer }
}

/** The answer to exactly this reading, if it was there early; once. */
export function takeEarly(path: string, authorization: string | undefined): Promise<Response> | undefined {
  const early = globalThis.earlyAnswer
  globalThis.earlyAnswer = undefined
  return early?.path === path && early.authorization === authorization ? early.answer : undefined
}
