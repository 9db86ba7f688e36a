import { fieldWords, type Language, type Problem, problemWords } from '../contract/problems.ts'
import { ProblemError } from './request.ts'

const INTERNAL: Problem = { status: 0, code: 'internal', title: '' }

/** Faults of the portal itself: whoever mends them finds the request by its number. */
const OURS = new Set(['internal', 'unavailable'])
const REFERENCE = {
  zh: (id: string) => `如需协助，请把编号 ${id} 告诉管理员`,
  en: (id: string) => `If you need help, tell your administrator the number ${id}`,
}

export function problemOf(error: unknown): Problem {
  return error instanceof ProblemError ? error.problem : INTERNAL
}

/** What a person reads: our sentence, and what the platform or the fields say besides. */
export function problemText(
  error: unknown,
  language: Language,
): { title: string; detail: string | undefined } {
  const { code, detail, requestId } = problemOf(error)
  const reference = OURS.has(code) && requestId ? REFERENCE[language](requestId) : undefined
  return { title: problemWords(code, language), detail: detail ?? reference }
}

/** Field path → sentence, for the fields the BFF refused. */
export function fieldTexts(error: unknown, language: Language): Map<string, string> {
  return new Map(
    problemOf(error).fields?.map(({ field, code }) => [field, fieldWords(code, language, field)]),
  )
}
