import { useEffect, useSyncExternalStore } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { isElder, onElder, showElder } from '../lib/elder.ts'
import { useLanguage, useText } from '../ui/language.tsx'
import { say } from '../trail/trail.ts'
import { frameMessages } from './embed/frame-messages.ts'

/** The server renders the usual size; the attribute is set before the first paint. */
export const useElder = () => useSyncExternalStore(onElder, isElder, () => false)

/** Larger text and targets, on and off. */
export function ElderSwitch() {
  const t = useText(frameMessages)
  const elder = useElder()
  return (
    <button
      type="button"
      onClick={() => {
        say({ kind: 'press', press: 'elder', given: !elder })
        showElder(!elder)
      }}
      className="h-11 rounded px-3 text-base font-normal text-muted hover:text-ink"
    >
      {elder ? t.usual : t.elder}
    </button>
  )
}

/** Without storage, the `lang` and `elder` query parameters carry the choices from page to page. */
export function useChoicesInAddress(): void {
  const { language } = useLanguage()
  const elder = useElder()
  const navigate = useNavigate()
  const location = useLocation()
  useEffect(() => {
    const query = new URLSearchParams(location.search)
    const wanted = { lang: language === 'en' ? 'en' : null, elder: elder ? '1' : null }
    let changes = false
    for (const [name, value] of Object.entries(wanted)) {
      if (query.get(name) === value) continue
      changes = true
      if (value) query.set(name, value)
      else query.delete(name)
    }
    if (changes)
      void navigate(
        { ...location, search: query.toString() },
        { replace: true, preventScrollReset: true, state: location.state as unknown },
      )
  }, [language, elder, location, navigate])
}
