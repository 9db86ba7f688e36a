import { detailFor, fieldWords, type Language, problemWords } from '../contract/problems.ts'
import type { Problem } from '../contract/problem.ts'
import { ProblemError, problemIn } from './request.ts'

const INTERNAL: Problem = { status: 0, code: 'internal', title: '' }

/** Faults of the portal itself. The request number lets an operator find the log entry. */
const OURS = new Set(['internal', 'unavailable'])
const REFERENCE = {
  zh: (id: string) => `如需协助，请提供编号 ${id}`,
  en: (id: string) => `If you need help, quote number ${id}`,
}

export function problemOf(error: unknown): Problem {
  return error instanceof ProblemError ? error.problem : INTERNAL
}

/** Our sentence as the title. The detail is the platform's message or the request number. */
export function problemText(
  error: unknown,
  language: Language,
): { title: string; detail: string | undefined } {
  const { code, detail, requestId } = problemOf(error)
  const reference = OURS.has(code) && requestId ? REFERENCE[language](requestId) : undefined
  const shown = detailFor(code, detail)
  return { title: problemWords(code, language), detail: shown ?? reference }
}

/** Field path → sentence, for the fields the BFF rejected. */
export function fieldTexts(error: unknown, language: Language): Map<string, string> {
  return new Map(
    problemOf(error).fields?.map(({ field, code }) => [field, fieldWords(code, language, field)]),
  )
}

/** The text to show when a problem's JSON arrived instead of a file. */
export function readProblemText(answer: string, language: Language) {
  return problemText(errorIn(answer), language)
}

function errorIn(answer: string): unknown {
  try {
    const problem = problemIn(JSON.parse(answer))
    return problem && new ProblemError(problem)
  } catch {
    return null
  }
}

/** Title and detail in one line, for a row of a list. */
export function problemLine(error: unknown, language: Language): string {
  const { title, detail } = problemText(error, language)
  return [title, detail].filter(Boolean).join(' ')
}
