import type { ReactNode } from 'react'
import { Button } from './button.tsx'

/** The end of a form that stays open: its save button and the result. */
export function SaveRow({
  save,
  saved,
  state,
  primary = false,
  children,
}: {
  save: string
  saved: string
  state: { isPending: boolean; isSuccess: boolean }
  /** The main form of its page. Its button stays in view while the form does. */
  primary?: boolean
  /** Further buttons. */
  children?: ReactNode
}) {
  return (
    <div
      {...(primary && { 'data-save-row': '' })}
      className={`mt-5 flex flex-wrap items-center gap-3 ${primary ? 'sticky bottom-0 z-5 -mx-3 border-t border-line bg-paper px-3 py-3 max-md:bottom-14' : ''}`}
    >
      <Button type="submit" look={primary ? 'primary' : 'secondary'} busy={state.isPending}>
        {save}
      </Button>
      {children}
      <span role="status" className="text-good">
        {state.isSuccess && saved}
      </span>
    </div>
  )
}
