import * as z from 'zod/mini'
import { Search } from '../contract/orders.ts'
import { fieldWords, type Language } from '../contract/problems.ts'

/** The fault of a search term, if any. */
export function searchFault(text: string, language: Language): string | undefined {
  const code = z.safeParse(Search, text).error?.issues[0]?.message
  return code && fieldWords(code, language)
}
