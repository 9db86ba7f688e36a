import { useSyncExternalStore } from 'react'
import { defineMessages, useText } from './language.tsx'

const messages = defineMessages({ dense: '紧凑' }, { dense: 'Compact' })

const KEY = 'density'
const root = () => document.documentElement
const listeners = new Set<() => void>()

try {
  if (localStorage.getItem(KEY) === 'dense') root().dataset['density'] = 'dense'
} catch {
  // Storage may be blocked: the choice then lasts until reload.
}

function change(dense: boolean): void {
  if (dense) root().dataset['density'] = 'dense'
  else delete root().dataset['density']
  try {
    localStorage.setItem(KEY, dense ? 'dense' : '')
  } catch {
    // Storage may be blocked.
  }
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Makes every table's rows lower; remembered in this browser. */
export function DensitySwitch() {
  const t = useText(messages)
  const dense = useSyncExternalStore(subscribe, () => root().dataset['density'] === 'dense')
  return (
    <button
      type="button"
      aria-pressed={dense}
      onClick={() => change(!dense)}
      className="h-8 rounded px-2 text-muted hover:bg-sunken aria-pressed:bg-accent-soft aria-pressed:text-accent"
    >
      {t.dense}
    </button>
  )
}
