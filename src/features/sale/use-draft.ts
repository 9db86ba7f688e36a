import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { call, keyOf } from '../../api/call.ts'
import { readDraft, saveDraft } from '../../contract/endpoints/drafts.ts'
import { readSaleForm, type SaleForm } from './sale-form.ts'

const PAUSE_MS = 600
const AGAIN_MS = 5_000

export type SavingState = 'saved' | 'saving' | 'not-saved'

/** The server's draft; null if new. */
export function useDraft(draftId: string) {
  return useQuery({
    queryKey: keyOf(readDraft, { params: { id: draftId } }),
    queryFn: async () => {
      const { content, orderId, refusals } = await call(readDraft, { params: { id: draftId } })
      const form = content && readSaleForm(content)
      return { form: form && { ...form, attempt: Math.max(form.attempt, refusals) }, orderId }
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

/** Autosaves the form: debounced, immediate when the page is hidden, retried until it succeeds. */
export function useAutosave(draftId: string, form: SaleForm): { state: SavingState; flush(): Promise<void> } {
  const [state, setState] = useState<SavingState>('saved')
  const latest = useRef(form)
  const kept = useRef(form)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  async function save(keepalive = false): Promise<void> {
    clearTimeout(timer.current)
    const content = latest.current
    if (content === kept.current) return
    setState('saving')
    try {
      await call(saveDraft, { params: { id: draftId }, body: { content } }, { keepalive })
      kept.current = content
      setState(latest.current === content ? 'saved' : 'saving')
    } catch {
      setState('not-saved')
      timer.current = setTimeout(() => void save(), AGAIN_MS)
    }
  }
  const saveNow = useRef(save)
  saveNow.current = save

  useEffect(() => {
    latest.current = form
    if (form === kept.current) return
    setState('saving')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void saveNow.current(), PAUSE_MS)
  }, [form])

  useEffect(() => {
    const hide = () => void saveNow.current(true)
    addEventListener('pagehide', hide)
    document.addEventListener('visibilitychange', hide)
    return () => {
      removeEventListener('pagehide', hide)
      document.removeEventListener('visibilitychange', hide)
      hide()
    }
  }, [])

  return { state, flush: () => save() }
}
