import { useLanguage } from './language.tsx'

const CHINESE = /\p{Script=Han}/u

/** Data that stays Chinese on English pages, marked so that it is read aloud rightly. */
export function DataText({ children }: { children: string | null | undefined }) {
  const { language } = useLanguage()
  if (!children) return null
  return language === 'en' && CHINESE.test(children) ? <span lang="zh-CN">{children}</span> : children
}
