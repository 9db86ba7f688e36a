import { useState } from 'react'
import * as z from 'zod/mini'
import { problemOf } from '../../api/problem-text.ts'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import type { OpenOwnFile } from '../../contract/own-order.ts'
import { ProveHolder } from '../../contract/prove-holder.ts'
import { Button } from '../../ui/button.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { actionMessages } from './action-messages.ts'
import { LastFourField } from './last-four-field.tsx'
import { useOpenFile } from './queries.ts'

/** Asks for the holder's last four before the first file opens, because links get forwarded. */
export function ProveHolderForm({
  token,
  file,
  show,
  onOpened,
}: {
  token: string
  file: OpenOwnFile
  /** Shows the file on the page. */
  show?: ((address: string) => void) | undefined
  onOpened(): void
}) {
  const t = useText(actionMessages)
  const { language } = useLanguage()
  const [typed, setTyped] = useState('')
  const open = useOpenFile(token, show)
  const parsed = z.safeParse(ProveHolder, { lastFour: typed })
  const faults = useFaults({ language, found: issuesOf(parsed.error), failure: open.error })

  function submit() {
    if (faults.press() && parsed.success && !open.isPending)
      open.mutate({ ...file, ...parsed.data }, { onSuccess: onOpened })
  }
  const throttled = open.error !== null && problemOf(open.error).code === 'too-many-requests'
  return (
    <Form name="prove-holder" faults={faults} onSubmit={submit} className="flex flex-col gap-4">
      <p>{t.proofText}</p>
      <LastFourField
        value={typed}
        onChange={(next) => {
          setTyped(next)
          open.reset()
        }}
        {...faults.at('lastFour')}
      />
      <FormAnswer title={throttled ? t.tooManyProofs : undefined} />
      <Button type="submit" look="primary" size="large" busy={open.isPending}>
        {t.proofOpen}
      </Button>
    </Form>
  )
}
