import { useState } from 'react'
import { Segmented } from './field.tsx'

type Theme = 'system' | 'light' | 'dark'
const KEY = 'theme'

function remembered(): Theme {
  try {
    const theme = localStorage.getItem(KEY)
    return theme === 'light' || theme === 'dark' ? theme : 'system'
  } catch {
    return 'system'
  }
}

function show(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

/** Puts on what was chosen last time; call before the first paint. */
export function showRememberedTheme(): void {
  show(remembered())
}

export function ThemeSwitch({
  label,
  words,
  hideLabel,
}: {
  label: string
  words: Record<Theme, string>
  hideLabel?: boolean
}) {
  const [theme, setTheme] = useState(remembered)
  function choose(next: Theme) {
    setTheme(next)
    show(next)
    try {
      localStorage.setItem(KEY, next)
    } catch {
      // Without storage it lasts as long as the page.
    }
  }
  return (
    <Segmented
      label={label}
      hideLabel={hideLabel}
      value={theme}
      onChange={choose}
      options={[
        { value: 'system', label: words.system },
        { value: 'light', label: words.light },
        { value: 'dark', label: words.dark },
      ]}
    />
  )
}
