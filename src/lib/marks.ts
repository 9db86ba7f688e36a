import type { Language } from './language.ts'

/** What joins two texts on a page: punctuation is as wide as its language. */
export const MARKS: Record<Language, Record<'comma' | 'list' | 'colon' | 'semicolon' | 'stop', string>> = {
  zh: { comma: '，', list: '、', colon: '：', semicolon: '；', stop: '。' },
  en: { comma: ', ', list: ', ', colon: ': ', semicolon: '; ', stop: '. ' },
}
