import type { ReactNode } from 'react'
import { FileIcon } from './icons.tsx'
import { DownloadIcon } from './more-icons.tsx'

type Props = {
  label: string
  about: string
  path: string | null
  onShow(file: { title: string; path: string }): void
}

const SHAPE =
  'relative z-1 inline-flex h-8 items-center gap-1.5 rounded px-2 font-semibold whitespace-nowrap text-accent hover:bg-accent-soft'

/** Opens a file in the viewer. `about` names it for screen readers. */
export function FileButton({ label, about, path, onShow }: Props) {
  if (!path) return null
  return (
    <button type="button" onClick={() => onShow({ title: `${label} ${about}`, path })} className={SHAPE}>
      <FileIcon />
      {label}
      <span className="sr-only">{about}</span>
    </button>
  )
}

/** Saves a file that browsers do not show. */
export function FileDownload({ label, about, path }: Omit<Props, 'onShow'>) {
  if (!path) return null
  return (
    <a href={path} download className={SHAPE}>
      <DownloadIcon />
      {label}
      <span className="sr-only">{about}</span>
    </a>
  )
}

/** The same as an icon, for narrow table cells. Two files of a row need two icons. */
export function FileIconButton({ label, about, path, onShow, icon }: Props & { icon?: ReactNode }) {
  if (!path) return null
  return (
    <button
      type="button"
      title={label}
      aria-label={`${label} ${about}`}
      onClick={() => onShow({ title: `${label} ${about}`, path })}
      className="relative z-1 inline-grid size-7 place-items-center rounded text-accent hover:bg-accent-soft"
    >
      {icon ?? <FileIcon />}
    </button>
  )
}
