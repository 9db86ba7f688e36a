import type { ButtonHTMLAttributes } from 'react'

export type Look = 'primary' | 'secondary' | 'quiet' | 'danger'

const LOOKS: Record<Look, string> = {
  primary: 'bg-accent text-on-accent border-transparent hover:bg-accent-hover',
  secondary: 'bg-raised text-ink border-line-strong hover:bg-sunken',
  quiet: 'bg-transparent text-accent border-transparent hover:bg-accent-soft',
  danger: 'bg-raised text-bad border-bad hover:bg-bad-soft',
}
const SHAPE =
  'inline-flex items-center justify-center gap-1.5 rounded border px-3 font-semibold whitespace-nowrap transition-colors duration-100 disabled:opacity-55 disabled:cursor-not-allowed aria-busy:opacity-70 aria-busy:cursor-progress'
const SIZES = { normal: 'h-8', large: 'h-11 px-5 text-large' }
export type Size = keyof typeof SIZES

export const buttonClass = (look: Look, size: Size) => `${SHAPE} ${SIZES[size]} ${LOOKS[look]}`

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: Look
  size?: Size
  /** Pending: ignores presses, shows progress, keeps the focus. */
  busy?: boolean
}

export function Button({
  look = 'secondary',
  size = 'normal',
  busy = false,
  children,
  onClick,
  className = '',
  type = 'button',
  ...rest
}: Props) {
  return (
    <button
      {...rest}
      type={type}
      {...(busy && { 'aria-busy': true, 'aria-disabled': true })}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={`${buttonClass(look, size)} ${className}`}
    >
      {busy && (
        <span
          className="size-3.5 animate-spin rounded-full border-2 border-current border-r-transparent"
          aria-hidden="true"
        />
      )}
      {children}
    </button>
  )
}
