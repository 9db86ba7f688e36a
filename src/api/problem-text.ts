import { fieldWords, type Language, type Problem, problemWords } from '../contract/problems.ts'
import { ProblemError } from './request.ts'

const INTERNAL: Problem = { status: 0, code: 'internal', title: '' }

export function problemOf(error: unknown): Problem {
  return error instanceof ProblemError ? error.problem : INTERNAL
}

/** What a person reads: our sentence, and what the platform or the fields say besides. */
export function problemText(
  error: unknown,
  language: Language,
): { title: string; detail: string | undefined } {
  const problem = problemOf(error)
  return { title: problemWords(problem.code, language), detail: problem.detail }
}

/** Field path → sentence, for the fields the BFF refused. */
export function fieldTexts(error: unknown, language: Language): Map<string, string> {
  return new Map(problemOf(error).fields?.map(({ field, code }) => [field, fieldWords(code, language)]))
}
