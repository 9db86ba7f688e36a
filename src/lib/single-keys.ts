const KEY = 'single-keys'

/** Whether single characters (`/`, `?`) act as shortcuts. Speech input can press them by accident (WCAG 2.1.4). */
export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off'
  } catch {
    return true
  }
}

export function setSingleKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, 'off')
  } catch {
    // Without storage the choice cannot be kept.
  }
}

/** Whether a key press is a single-character shortcut: outside of fields and dialogs, without modifiers. */
export function isSingleKey(event: KeyboardEvent, key: string): boolean {
  const at = event.target
  const typing = at instanceof HTMLElement && at.closest('input, select, textarea, dialog')
  return event.key === key && !event.ctrlKey && !event.metaKey && !event.altKey && !typing && singleKeysOn()
}
