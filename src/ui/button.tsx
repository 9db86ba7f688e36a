import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Link } from 'react-router'

type Look = 'primary' | 'secondary' | 'quiet' | 'danger'

const LOOKS: Record<Look, string> = {
  primary: 'bg-accent text-on-accent border-transparent hover:bg-accent-hover',
  secondary: 'bg-raised text-ink border-line-strong hover:bg-sunken',
  quiet: 'bg-transparent text-accent border-transparent hover:bg-accent-soft',
  danger: 'bg-raised text-bad border-bad hover:bg-bad-soft',
}
const SHAPE =
  'inline-flex items-center justify-center gap-1.5 rounded border px-3 font-semibold whitespace-nowrap transition-colors duration-100 disabled:opacity-55 disabled:cursor-not-allowed aria-busy:opacity-70 aria-busy:cursor-progress'
const SIZES = { normal: 'h-8', large: 'h-11 px-5 text-large' }

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: Look
  size?: keyof typeof SIZES
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
      className={`${SHAPE} ${SIZES[size]} ${LOOKS[look]} ${className}`}
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

export function ButtonLink({
  to,
  look = 'secondary',
  size = 'normal',
  children,
}: {
  to: string
  look?: Look
  size?: keyof typeof SIZES
  children: ReactNode
}) {
  return (
    <Link to={to} className={`${SHAPE} ${SIZES[size]} ${LOOKS[look]}`}>
      {children}
    </Link>
  )
}

/** A link out of this app (a file, the payment page). */
export function ButtonAnchor({
  href,
  look = 'secondary',
  size = 'normal',
  newTab = false,
  target,
  download,
  onClick,
  children,
}: {
  href: string
  look?: Look
  size?: keyof typeof SIZES
  newTab?: boolean
  /** In a frame: the whole window or a new tab. */
  target?: '_top' | '_blank'
  download?: boolean
  onClick?(): void
  children: ReactNode
}) {
  return (
    <a
      href={href}
      className={`${SHAPE} ${SIZES[size]} ${LOOKS[look]}`}
      {...((newTab || target) && { target: target ?? '_blank', rel: 'noreferrer' })}
      {...(onClick && { onClick })}
      {...(download && { download: '' })}
    >
      {children}
    </a>
  )
}
