import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { buttonClass, type Look, type Size } from './button.tsx'

export function ButtonLink({
  to,
  look = 'secondary',
  size = 'normal',
  children,
}: {
  to: string
  look?: Look
  size?: Size
  children: ReactNode
}) {
  return (
    <Link to={to} className={buttonClass(look, size)}>
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
  size?: Size
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
      className={buttonClass(look, size)}
      {...((newTab || target) && { target: target ?? '_blank', rel: 'noreferrer' })}
      {...(onClick && { onClick })}
      {...(download && { download: '' })}
    >
      {children}
    </a>
  )
}
