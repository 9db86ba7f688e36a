export type Language = 'zh' | 'en'
/** Value of `<html lang>`. */
export const LANG: Record<Language, string> = { zh: 'zh-CN', en: 'en' }
const KEY = 'language'

/** The language from `?lang=`. */
export function languageIn(search: string): Language | null {
  const asked = new URLSearchParams(search).get('lang')
  return asked === 'zh' || asked === 'en' ? asked : null
}

/** The language: from the URL, the purchase, or the last choice. */
export function languageWanted(): Language {
  const asked = languageIn(location.search)
  if (asked) return asked
  const { lang, dataset } = document.documentElement
  if (dataset['spoken'] !== undefined) return lang === LANG.en ? 'en' : 'zh'
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh'
  } catch {
    // Storage may be blocked: defaults to Chinese.
    return 'zh'
  }
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // Storage may be blocked.
  }
}
