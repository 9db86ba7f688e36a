import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import * as z from 'zod/mini'
import { call } from '../../api/call.ts'
import { problemOf } from '../../api/problem-text.ts'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import { lookUpOrder } from '../../contract/endpoints/own-order.ts'
import { LookUpOrder } from '../../contract/own-order.ts'
import * as paths from '../../contract/paths.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { actionMessages } from './action-messages.ts'
import { rememberProof } from './queries.ts'

/** Finds an order without its link. The input is posted, never part of a URL. */
export function Component() {
  const t = useText(actionMessages)
  const { language } = useLanguage()
  const navigate = useNavigate()
  const [typed, setTyped] = useState({ contact: '', orderNo: '', lastFour: '' })
  const find = useMutation({
    mutationFn: (body: LookUpOrder) => call(lookUpOrder, { body }),
    onSuccess: ({ token }, { lastFour }) => {
      rememberProof(token, lastFour)
      return navigate(paths.to(paths.ownOrder, { token }))
    },
  })

  const { contact, ...rest } = typed
  const parsed = z.safeParse(LookUpOrder, {
    ...rest,
    ...(contact.includes('@') ? { email: contact } : { mobile: contact.replace(/^(\+|00)86|[\s-]/g, '') }),
  })
  const faults = useFaults({
    language,
    found: issuesOf(parsed.error),
    failure: find.error,
    placeOf: (path) => (path === 'mobile' || path === 'email' ? 'contact' : path),
  })

  function submit() {
    if (faults.press() && parsed.success && !find.isPending) find.mutate(parsed.data)
  }
  const field = (name: keyof typeof typed) => ({
    'aria-required': true,
    value: typed[name],
    ...faults.at(name),
    onChange: (event: { target: { value: string } }) => {
      setTyped({ ...typed, [name]: event.target.value })
      find.reset()
    },
  })
  const throttled = find.error !== null && problemOf(find.error).code === 'too-many-requests'
  return (
    <>
      <PageHeader title={t.lookup} detail={t.lookupText} />
      <Form name="lookup" faults={faults} onSubmit={submit} className="flex flex-col gap-5">
        <TextField label={t.mobile} autoCapitalize="none" spellCheck={false} {...field('contact')} />
        <TextField
          label={t.orderNo}
          autoCapitalize="characters"
          spellCheck={false}
          hint={t.orderNoHint}
          {...field('orderNo')}
        />
        <TextField
          label={t.lastFour}
          autoCapitalize="characters"
          spellCheck={false}
          hint={t.lastFourHint}
          {...field('lastFour')}
        />
        <FormAnswer title={throttled ? t.tooManyLookups : undefined} />
        <Button type="submit" look="primary" size="large" busy={find.isPending}>
          {t.find}
        </Button>
      </Form>
    </>
  )
}
