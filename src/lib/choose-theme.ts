import { showTheme, THEME_KEY, type Theme } from './theme.ts'

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
    localStorage.setItem(THEME_KEY, theme)
  } catch {
    // Storage may be blocked.
  }
}
