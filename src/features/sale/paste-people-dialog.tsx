import { useState } from 'react'
import type { InsuredForm } from '../../contract/people-typed.ts'
import { type PasteState, PastePeople } from '../../people/paste-people.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

export function PastePeopleDialog({
  open,
  onClose,
  onAdd,
}: {
  open: boolean
  onClose(): void
  onAdd(people: InsuredForm[]): void
}) {
  const t = useText(messages)
  const [paste, setPaste] = useState<PasteState | null>(null)
  return (
    <Dialog title={t.paste} open={open} onClose={onClose} closeLabel={t.close}>
      <PastePeople state={paste} onState={setPaste} onAdd={onAdd} onClose={onClose} />
    </Dialog>
  )
}
