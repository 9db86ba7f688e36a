import { useState } from 'react'
import * as z from 'zod/mini'
import { problemText } from '../../api/problem-text.ts'
import { ProblemError } from '../../api/request.ts'
import { Problem } from '../../contract/problems.ts'
import { FileIcon } from '../../ui/icons.tsx'
import { FileViewer } from '../../ui/file-viewer.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { policyMessages } from './policy-messages.ts'

type Pdf = { title: string; path: string }

/** One PDF viewer per page. `show` opens a file over the page. */
export function usePdfViewer() {
  const t = useText(policyMessages)
  const { language } = useLanguage()
  const [file, setFile] = useState<Pdf | null>(null)
  const viewer = (
    <FileViewer
      file={file}
      texts={{ ...t, loading: t.fileLoading }}
      failure={(answer) => <ProblemBanner {...problemText(problemIn(answer), language)} />}
      onClose={() => setFile(null)}
    />
  )
  return { viewer, show: setFile }
}

function problemIn(answer: string): unknown {
  try {
    return new ProblemError(z.parse(Problem, JSON.parse(answer)))
  } catch {
    return null
  }
}

/** Opens a file in the viewer. `about` names it for screen readers. */
export function FileButton({
  label,
  about,
  path,
  onShow,
}: {
  label: string
  about: string
  path: string | null
  onShow(pdf: Pdf): void
}) {
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
