import { useEffect, useState } from 'react'
import * as z from 'zod/mini'
import { createAutosave, type Elsewhere, type SavingState, useSaveOnLeave } from '../../api/autosave.ts'
import { call } from '../../api/call.ts'
import { problemOf } from '../../api/problem-text.ts'
import { Draft } from '../../contract/drafts.ts'
import { saveDraft } from '../../contract/endpoints/drafts.ts'
import { formOf } from './queries.ts'
import type { SaleForm } from './sale-form.ts'

/** Autosave of a sale. `onElsewhere` gets what another tab saved, merged. */
export function useAutosave(
  draftId: string,
  form: SaleForm,
  version: number,
  onElsewhere: (elsewhere: Elsewhere<SaleForm>) => void,
): { state: SavingState; refusal: Error | null; flush(): Promise<number> } {
  const [state, setState] = useState<SavingState>('saved')
  const [refusal, setRefusal] = useState<Error | null>(null)
  const [saver] = useState(() =>
    createAutosave<SaleForm>(
      {
        save: async (content, current, keepalive) => {
          const body = { version: current, content }
          const saved = await call(saveDraft, { params: { id: draftId }, body }, { keepalive })
          setRefusal(null)
          return saved.version
        },
        async read(stale) {
          const { code, draft } = problemOf(stale)
          if (code === 'draft-changed') {
            const there = z.parse(Draft, draft)
            return { version: there.version, content: formOf(there) }
          }
          setRefusal(stale as Error)
          return null
        },
        onState: setState,
        onElsewhere,
      },
      { version, content: form },
    ),
  )
  useEffect(() => saver.change(form), [saver, form])
  useSaveOnLeave(saver)
  return { state, refusal, flush: () => saver.flush() }
}
