import { FileIcon } from './icons.tsx'

type Props = {
  label: string
  about: string
  path: string | null
  onShow(file: { title: string; path: string }): void
}

/** Opens a file in the viewer. `about` names it for screen readers. */
export function FileButton({ label, about, path, onShow }: Props) {
  if (!path) return null
  return (
    <button
      type="button"
      onClick={() => onShow({ title: `${label} ${about}`, path })}
      className="relative z-1 inline-flex h-8 items-center gap-1.5 rounded px-2 font-semibold whitespace-nowrap text-accent hover:bg-accent-soft"
    >
      <FileIcon />
      {label}
      <span className="sr-only">{about}</span>
    </button>
  )
}

/** The same as an icon, for narrow table cells. */
export function FileIconButton({ label, about, path, onShow }: Props) {
  if (!path) return null
  return (
    <button
      type="button"
      title={label}
      aria-label={`${label} ${about}`}
      onClick={() => onShow({ title: `${label} ${about}`, path })}
      className="relative z-1 inline-grid size-7 place-items-center rounded text-accent hover:bg-accent-soft"
    >
      <FileIcon />
    </button>
  )
}
