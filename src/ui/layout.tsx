import { type ReactNode, useEffect } from 'react'
import { Link } from 'react-router'
import { BackIcon } from './icons.tsx'

/** The site name from the document's title. */
const SITE = typeof document === 'undefined' ? '' : document.title

/** Page header: title, description, actions and back link. */
export function PageHeader({
  title,
  documentTitle = title,
  beside,
  detail,
  actions,
  back,
}: {
  title: string
  /** Tells pages with the same heading apart. */
  documentTitle?: string
  /** Beside the heading, such as a status. */
  beside?: ReactNode
  detail?: ReactNode
  actions?: ReactNode
  back?: { to: string; label: string; state?: unknown }
}) {
  useEffect(() => {
    document.title = `${documentTitle} · ${SITE}`
  }, [documentTitle])
  return (
    <header className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        {back && (
          <Link
            to={back.to}
            state={back.state}
            className="mb-1 -ml-1 inline-flex items-center gap-1 rounded pr-1 text-muted hover:text-ink"
          >
            <BackIcon />
            {back.label}
          </Link>
        )}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <h1 className="text-title break-words">{title}</h1>
          {beside}
        </div>
        {detail && <div className="mt-1 text-pretty text-muted">{detail}</div>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  )
}

/** A page section under a hairline. */
export function Section({
  title,
  aside,
  plain = false,
  settings = false,
  children,
  id,
}: {
  title: string
  aside?: ReactNode
  /** Without the hairline. */
  plain?: boolean
  /** On a page of forms: the heading stands at the left of its content where there is room. */
  settings?: boolean
  children: ReactNode
  id?: string
}) {
  return (
    <section
      id={id}
      aria-label={title}
      className={`${plain ? 'pb-5' : 'border-t border-line py-5'} ${settings ? 'lg:grid lg:grid-cols-[200px_minmax(0,1fr)] lg:gap-x-10' : ''}`}
    >
      <div
        className={`mb-3 flex min-h-8 flex-wrap items-center justify-between gap-3 ${settings ? 'lg:mb-0 lg:flex-col lg:items-start lg:justify-start' : ''}`}
      >
        <h2 className="text-large">{title}</h2>
        {aside}
      </div>
      {settings ? <div className="min-w-0">{children}</div> : children}
    </section>
  )
}

/** A description list. `wide`: two columns if there is room. Missing values are hidden. */
export function DescriptionList({
  items,
  wide = false,
}: {
  items: (readonly [string, ReactNode] | false | null)[]
  wide?: boolean
}) {
  const list = (
    <dl
      className={`grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 ${wide ? '@min-[680px]:grid-cols-[auto_1fr_auto_1fr]' : ''}`}
    >
      {items
        .filter((item) => item !== false && item !== null)
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name} className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-muted">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
    </dl>
  )
  return wide ? <div className="@container">{list}</div> : list
}
