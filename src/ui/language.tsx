import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { LANG, type Language, rememberLanguage } from '../lib/language.ts'

export type { Language }
type Entry = string | ((...values: never[]) => string)
type Same<Words> = { [Key in keyof Words]: Words[Key] extends string ? string : Words[Key] }

/** A feature's texts. A key missing in one language does not compile. */
export function defineMessages<Words extends Record<string, Entry>>(zh: Words, en: Same<Words>) {
  return { zh: zh as Same<Words>, en }
}

const LanguageContext = createContext<{ language: Language; setLanguage(language: Language): void }>({
  language: 'zh',
  setLanguage() {},
})

export function LanguageProvider({ first, children }: { first: Language; children: ReactNode }) {
  const [language, setLanguage] = useState(first)
  useEffect(() => {
    document.documentElement.lang = LANG[language]
    rememberLanguage(language)
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
