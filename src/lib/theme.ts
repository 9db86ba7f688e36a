export type Theme = 'system' | 'light' | 'dark'
const KEY = 'theme'

/** What was chosen last time; where storage is blocked, what the system says. */
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

/** Tells of each choice until the answer is called. */
export function onTheme(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const shownTheme = () => (document.documentElement.dataset['theme'] ?? 'system') as Theme

/** Without storage it lasts as long as the page. */
export function chooseTheme(theme: Theme): void {
  showTheme(theme)
  for (const listener of listeners) listener()
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // Storage may be blocked.
  }
}
