export type Theme = 'system' | 'light' | 'dark'
const KEY = 'theme'

/** The last choice, or the system's theme. */
export function rememberedTheme(): Theme {
  try {
    const theme = localStorage.getItem(KEY)
    return theme === 'light' || theme === 'dark' ? theme : 'system'
  } catch {
    return 'system'
  }
}

export function showTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

const listeners = new Set<() => void>()

/** Subscribes to theme changes. Returns the unsubscribe function. */
export function onTheme(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const shownTheme = () => (document.documentElement.dataset['theme'] ?? 'system') as Theme

/** Without storage the choice lasts until reload. */
export function chooseTheme(theme: Theme): void {
  showTheme(theme)
  for (const listener of listeners) listener()
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // Storage may be blocked.
  }
}
