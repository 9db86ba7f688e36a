import { useSyncExternalStore } from 'react'
import { chooseTheme, onTheme, shownTheme } from '../lib/choose-theme.ts'
import type { Theme } from '../lib/theme.ts'
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
  const theme = useSyncExternalStore(onTheme, shownTheme, () => 'system' as const)
  return (
    <Segmented
      label={label}
      hideLabel={hideLabel}
      value={theme}
      onChange={chooseTheme}
      options={[
        { value: 'system', label: words.system },
        { value: 'light', label: words.light },
        { value: 'dark', label: words.dark },
      ]}
    />
  )
}
