import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'

export type Language = 'zh' | 'en'
type Entry = string | ((...values: never[]) => string)
type Same<Words> = { [Key in keyof Words]: Words[Key] extends string ? string : Words[Key] }

/** A feature's texts; a key that one language lacks does not compile. */
export function defineMessages<Words extends Record<string, Entry>>(zh: Words, en: Same<Words>) {
  return { zh: zh as Same<Words>, en }
}

const KEY = 'language'
const LanguageContext = createContext<{ language: Language; setLanguage(language: Language): void }>({
  language: 'zh',
  setLanguage() {},
})

function remembered(): Language {
  const asked = new URLSearchParams(location.search).get('lang')
  if (asked === 'zh' || asked === 'en') return asked
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh'
  } catch {
    // Storage may be blocked: then the page speaks Chinese until it is asked not to.
    return 'zh'
  }
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(remembered)
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    try {
      localStorage.setItem(KEY, language)
    } catch {
      // As above.
    }
  }, [language])
  const value = useMemo(() => ({ language, setLanguage }), [language])
  return <LanguageContext value={value}>{children}</LanguageContext>
}

export function useLanguage() {
  return useContext(LanguageContext)
}

/** The texts in the current language. */
export function useText<Words>(messages: { zh: Words; en: Words }): Words {
  return messages[useLanguage().language]
}
