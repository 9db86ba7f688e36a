import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { call } from '../../api/call.ts'
import { problemText } from '../../api/problem-text.ts'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import { saveOwnNotices, testOwnMail } from '../../contract/endpoints/notices.ts'
import { OwnNotices as Choice } from '../../contract/notices.ts'
import { Button } from '../../ui/button.tsx'
import { Banner, Skeleton } from '../../ui/feedback.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { KindChoice } from './kind-choice.tsx'
import { messages } from './messages.ts'
import { ownNoticesQuery } from './queries.ts'

/** The user's mail address and chosen notices. */
export function OwnNotices() {
  const t = useText(messages)
  const { language } = useLanguage()
  const own = useQuery(ownNoticesQuery)
  return (
    <Section title={t.own} settings>
      {own.isPending && <Skeleton label={t.loading} rows={2} />}
      {own.error && <ProblemBanner {...problemText(own.error, language)} />}
      {own.data && (
        <>
          <p className="mb-3 text-muted">{own.data.canSend ? t.ownText : t.ownNoServer}</p>
          <OwnForm saved={own.data} canSend={own.data.canSend} />
        </>
      )}
    </Section>
  )
}

function OwnForm({ saved, canSend }: { saved: Choice; canSend: boolean }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const [mail, setMail] = useState(saved.mail)
  const [kinds, setKinds] = useState(saved.kinds)
  const save = useMutation({
    mutationFn: (body: Choice) => call(saveOwnNotices, { body }),
    onSuccess: (data) => client.setQueryData(ownNoticesQuery.queryKey, data),
  })
  const test = useMutation({ mutationFn: () => call(testOwnMail, {}) })
  const parsed = z.safeParse(Choice, { mail, kinds, language })
  const faults = useFaults({ language, found: issuesOf(parsed.error), failure: save.error ?? test.error })
  const changed = () => {
    save.reset()
    test.reset()
  }
  function submit() {
    if (faults.press() && parsed.success && !save.isPending) save.mutate(parsed.data)
  }
  return (
    <Form
      name="own-notices"
      faults={faults}
      onSubmit={submit}
      onBlur={faults.onBlur}
      className="flex max-w-xl flex-col gap-4"
    >
      <TextField
        label={t.address}
        hint={t.addressHint}
        type="email"
        autoComplete="email"
        spellCheck={false}
        value={mail}
        {...faults.at('mail')}
        onChange={({ target }) => {
          setMail(target.value)
          changed()
        }}
      />
      <KindChoice
        kinds={kinds}
        onChange={(next) => {
          setKinds(next)
          changed()
        }}
      />
      <FormAnswer />
      {test.data && (
        <Banner
          tone={test.data.fault === null ? 'good' : 'bad'}
          title={test.data.fault === null ? t.takenMail : t.notTaken(t.fault(test.data.fault))}
        />
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" busy={save.isPending}>
          {t.save}
        </Button>
        {canSend && saved.mail !== '' && (
          <Button busy={test.isPending} onClick={() => test.mutate()}>
            {t.sendTestMail}
          </Button>
        )}
        <span role="status" className="text-good">
          {save.isSuccess && t.saved}
        </span>
      </div>
    </Form>
  )
}
