import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import * as z from 'zod/mini'
import { fieldTexts, problemOf, problemText } from '../../api/problem-text.ts'
import { request } from '../../api/request.ts'
import { LookUpOrder, OwnToken } from '../../contract/own-order.ts'
import { fieldWords } from '../../contract/problems.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { actionMessages } from './action-messages.ts'
import { rememberProof } from './use-own-order.ts'

/** Finds the own order without its link. What was typed is posted, never part of an address. */
export function Component() {
  const t = useText(actionMessages)
  const { language } = useLanguage()
  const navigate = useNavigate()
  const [typed, setTyped] = useState({ mobile: '', orderNo: '', lastFour: '' })
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map())
  const find = useMutation({
    mutationFn: (body: LookUpOrder) => request(OwnToken, '/api/own-order/lookup', { method: 'POST', body }),
    onSuccess: ({ token }, { lastFour }) => {
      rememberProof(token, lastFour)
      return navigate(`/o/${token}`)
    },
    onError: (error) => setFaults(fieldTexts(error, language)),
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    const parsed = z.safeParse(LookUpOrder, {
      ...typed,
      mobile: typed.mobile.replace(/^(\+|00)86|[\s-]/g, ''),
    })
    setFaults(
      new Map(
        parsed.error?.issues.map((issue) => [issue.path.join('.'), fieldWords(issue.message, language)]),
      ),
    )
    if (parsed.success && !find.isPending) find.mutate(parsed.data)
  }
  const field = (name: keyof typeof typed) => ({
    'aria-required': true,
    value: typed[name],
    error: faults.get(name),
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }),
  })
  const throttled = find.error && problemOf(find.error).code === 'too-many-requests'
  return (
    <>
      <PageHeader title={t.lookup} detail={t.lookupText} />
      <form onSubmit={submit} noValidate className="flex flex-col gap-5">
        {find.error && faults.size === 0 && (
          <ProblemBanner {...(throttled ? { title: t.tooManyLookups } : problemText(find.error, language))} />
        )}
        <TextField
          label={t.mobile}
          type="tel"
          inputMode="numeric"
          autoComplete="tel-national"
          maxLength={16}
          {...field('mobile')}
        />
        <TextField
          label={t.orderNo}
          maxLength={64}
          autoCapitalize="characters"
          spellCheck={false}
          hint={t.orderNoHint}
          {...field('orderNo')}
        />
        <TextField
          label={t.lastFour}
          maxLength={8}
          autoCapitalize="characters"
          spellCheck={false}
          hint={t.lastFourHint}
          {...field('lastFour')}
        />
        <Button type="submit" look="primary" size="large" busy={find.isPending}>
          {t.find}
        </Button>
      </form>
    </>
  )
}
