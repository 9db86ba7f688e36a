import { FIRST_ANSWER, firstQuestion } from '../contract/first-view.ts'

type Early = { path: string; authorization: string; answer: Promise<Response> }
declare global {
  /** Responses requested early for the page's address, before the app loads. */
  var earlyAnswer: Early | undefined
}

/** Request timeout. Longer than any BFF response takes. */
export const PATIENCE_MS = 30_000

/** Provides the page's first response, from the document or by a request that runs while the app loads. */
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
  // The caller that takes the promise handles the error.
  answer.catch(() => {})
  globalThis.earlyAnswer = { path: question.path, authorization, answer }
}

/** Returns the early response to exactly this request, once. */
export function takeEarly(path: string, authorization: string | undefined): Promise<Response> | undefined {
  const early = globalThis.earlyAnswer
  globalThis.earlyAnswer = undefined
  return early?.path === path && early.authorization === authorization ? early.answer : undefined
}
