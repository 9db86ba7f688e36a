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
  /** The only form of its page. */
  primary?: boolean
  /** Further buttons. */
  children?: ReactNode
}) {
  return (
    <div className="mt-5 flex flex-wrap items-center gap-3">
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
