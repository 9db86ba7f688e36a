import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { CloseIcon } from './more-icons.tsx'

/** A modal dialog. Escape and the close button close it. Focus moves to the first field and returns on close. */
export function Dialog({
  title,
  open,
  onClose,
  closeLabel,
  wide,
  keep,
  children,
}: {
  title: string
  open: boolean
  onClose(): void
  closeLabel: string
  /** For tables. */
  wide?: boolean
  /** Keeps typed input when it is opened again. */
  keep?: boolean
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [opened, setOpened] = useState(open)
  if (open && !opened) setOpened(true)
  useLayoutEffect(() => {
    if (open && !dialog.current?.open) {
      dialog.current?.showModal()
      dialog.current?.querySelector<HTMLElement>('input, select, textarea')?.focus()
    }
    if (!open) dialog.current?.close()
  }, [open])
  return (
    <dialog
      ref={dialog}
      aria-label={title}
      onClose={onClose}
      className={`${wide ? 'w-[min(920px,calc(100vw-24px))]' : 'w-[min(560px,calc(100vw-24px))]'} rounded bg-raised p-0 shadow-float`}
    >
      {(open || (keep && opened)) && (
        <div className="p-5">
          <div className="mb-4 flex items-center justify-between gap-4">
            <h2 className="text-large">{title}</h2>
            <button
              type="button"
              aria-label={closeLabel}
              onClick={onClose}
              className="-m-2 rounded p-2 text-muted hover:bg-sunken"
            >
              <CloseIcon />
            </button>
          </div>
          {children}
        </div>
      )}
    </dialog>
  )
}
