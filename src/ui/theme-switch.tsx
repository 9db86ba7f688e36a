import { useState } from 'react'
import { rememberedTheme, rememberTheme, showTheme, type Theme } from '../lib/theme.ts'
import { Segmented } from './field.tsx'

export function ThemeSwitch({
  label,
  words,
  hideLabel,
}: {
  label: string
  words: Record<Theme, string>
  hideLabel?: boolean
}) {
  const [theme, setTheme] = useState(rememberedTheme)
  function choose(next: Theme) {
    setTheme(next)
    showTheme(next)
    rememberTheme(next)
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
