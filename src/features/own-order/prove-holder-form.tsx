import { type FormEvent, useState } from 'react'
import * as z from 'zod/mini'
import { fieldTexts, problemOf, problemText } from '../../api/problem-text.ts'
import { type OpenOwnFile, ProveHolder } from '../../contract/own-order.ts'
import { fieldWords } from '../../contract/problems.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { actionMessages } from './action-messages.ts'
import { useOpenFile } from './use-own-order.ts'

/** Asks for the holder's last four before the first paper is shown: a link is passed on, a document number is not. */
export function ProveHolderForm({
  token,
  file,
  onOpened,
}: {
  token: string
  file: OpenOwnFile
  onOpened(): void
}) {
  const t = useText(actionMessages)
  const { language } = useLanguage()
  const [typed, setTyped] = useState('')
  const [fault, setFault] = useState<string>()
  const open = useOpenFile(token)

  function submit(event: FormEvent) {
    event.preventDefault()
    const parsed = z.safeParse(ProveHolder, { lastFour: typed })
    const issue = parsed.error?.issues[0]
    setFault(issue && fieldWords(issue.message, language))
    if (!parsed.success || open.isPending) return
    open.mutate(
      { ...file, ...parsed.data },
      { onSuccess: onOpened, onError: (error) => setFault(fieldTexts(error, language).get('lastFour')) },
    )
  }
  const throttled = open.error && problemOf(open.error).code === 'too-many-requests'
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {open.error && fault === undefined && (
        <ProblemBanner {...(throttled ? { title: t.tooManyProofs } : problemText(open.error, language))} />
      )}
      <p>{t.proofText}</p>
      <TextField
        label={t.lastFour}
        aria-required
        maxLength={8}
        autoCapitalize="characters"
        spellCheck={false}
        hint={t.lastFourHint}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        error={fault}
      />
      <Button type="submit" look="primary" size="large" busy={open.isPending}>
        {t.proofOpen}
      </Button>
    </form>
  )
}
