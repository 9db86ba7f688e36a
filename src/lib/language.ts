export type Language = 'zh' | 'en'
/** As `<html lang>` says it. */
export const LANG: Record<Language, string> = { zh: 'zh-CN', en: 'en' }
const KEY = 'language'

/** The language that an address asks for by `?lang=`. */
export function languageIn(search: string): Language | null {
  const asked = new URLSearchParams(search).get('lang')
  return asked === 'zh' || asked === 'en' ? asked : null
}

/** What this browser is spoken to in: the address says it, or the purchase it opens, or what was chosen last time. */
export function languageWanted(): Language {
  const asked = languageIn(location.search)
  if (asked) return asked
  const { lang, dataset } = document.documentElement
  if (dataset['spoken'] !== undefined) return lang === LANG.en ? 'en' : 'zh'
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh'
  } catch {
    // Storage may be blocked: then the page speaks Chinese until it is asked not to.
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
