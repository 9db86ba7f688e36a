import { lazy, Suspense, useEffect, useState } from 'react'
import { matchPath, useLocation } from 'react-router'
import * as paths from '../contract/paths.ts'
import type { Role } from '../contract/session.ts'
import { noteRecent } from '../lib/recent.ts'
import { isSingleKey, setSingleKeys, singleKeysOn } from '../lib/single-keys.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Checkbox } from '../ui/field.tsx'
import { useText } from '../ui/language.tsx'
import { messages } from './messages.ts'

const CommandPalette = lazy(async () => ({
  default: (await import('./command-palette.tsx')).CommandPalette,
}))
export type Shown = 'palette' | 'keys' | null

/** Ctrl+K and `?`, on every staff page. */
export function Shortcuts({ role, shown, onShow }: { role: Role; shown: Shown; onShow(shown: Shown): void }) {
  const t = useText(messages)
  useRecentPages()
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const isPalette = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey
      // A dialog that is open keeps the keyboard.
      if (isPalette && !document.querySelector('dialog[open]')) onShow('palette')
      else if (isSingleKey(event, '?')) onShow('keys')
      else if (!isPalette) return
      event.preventDefault()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [onShow])
  const close = () => onShow(null)
  return (
    <>
      <Dialog title={t.findAnything} open={shown === 'palette'} onClose={close} closeLabel={t.closeDialog}>
        <Suspense fallback={<div className="h-93" />}>
          <CommandPalette role={role} onClose={close} />
        </Suspense>
      </Dialog>
      <Dialog title={t.shortcuts} open={shown === 'keys'} onClose={close} closeLabel={t.closeDialog}>
        <Keys />
      </Dialog>
    </>
  )
}

function Keys() {
  const t = useText(messages)
  const [on, setOn] = useState(singleKeysOn)
  const keys = [
    ['Ctrl K', t.findAnything, true],
    ['/', t.keySearch, on],
    ['?', t.shortcuts, on],
    ['↑ ↓', t.keyMove, true],
    ['Enter', t.keyOpen, true],
    ['Esc', t.keyClose, true],
  ] as const
  return (
    <>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-2">
        {keys.map(([key, words, active]) => (
          <div key={key} className="col-span-2 grid grid-cols-subgrid items-center">
            <dt>
              <kbd className="rounded border border-line-strong px-1.5 font-sans text-small">{key}</kbd>
            </dt>
            <dd className={active ? '' : 'text-muted'}>{active ? words : t.keyOff(words)}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-4 border-t border-line pt-4">
        <Checkbox
          label={t.singleKeys}
          checked={on}
          onChange={({ target }) => {
            setSingleKeys(target.checked)
            setOn(target.checked)
          }}
        />
      </div>
    </>
  )
}

/** Remembers the ids of orders, members and products that were opened. */
function useRecentPages(): void {
  const { pathname } = useLocation()
  useEffect(() => {
    const order = matchPath(paths.order, pathname)?.params.id
    const product = matchPath(paths.product, pathname)?.params.productCode
    const member =
      pathname === paths.newMember ? undefined : matchPath(paths.member, pathname)?.params.memberId
    if (order) noteRecent({ kind: 'order', id: order })
    if (product) noteRecent({ kind: 'product', id: product })
    if (member) noteRecent({ kind: 'member', id: member })
  }, [pathname])
}
