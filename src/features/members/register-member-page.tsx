import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type FieldPath, useForm, useWatch } from 'react-hook-form'
import { callWithStatus, keyOf, readOptions } from '../../api/call.ts'
import { fieldTexts, problemOf, problemText } from '../../api/problem-text.ts'
import { listMembers, registerMember } from '../../contract/endpoints/members.ts'
import { RegisterMember } from '../../contract/members.ts'
import { fieldWords } from '../../contract/problems.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'
import { citiesOf, PROVINCES } from './regions.ts'

const EMPTY: RegisterMember = {
  mobile: '',
  company: '',
  province: '',
  city: '',
  address: '',
  contact: '',
  employeeCode: '',
  invitateCode: '',
}

/** Optional fields left empty are left out. */
const withoutBlanks = <Values extends object>(values: Values) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) as Values

export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const members = useQuery(readOptions(listMembers, {}))
  const form = useForm<RegisterMember>({
    defaultValues: EMPTY,
    // Not on leaving a field: an error appearing above the button would move it away from under the press.
    mode: 'onSubmit',
    resolver: async (values, context, options) =>
      zodResolver(RegisterMember)(withoutBlanks(values), context, options),
  })
  const { register, formState, control, setValue, setError } = form

  const defaults = members.data?.defaults
  useEffect(() => {
    if (!defaults) return
    if (!form.getFieldState('employeeCode').isDirty) setValue('employeeCode', defaults.employeeCode)
    if (!form.getFieldState('invitateCode').isDirty) setValue('invitateCode', defaults.invitateCode)
  }, [defaults, form, setValue])

  const save = useMutation({
    mutationFn: (values: RegisterMember) => callWithStatus(registerMember, { body: withoutBlanks(values) }),
    onSuccess: () => void client.invalidateQueries({ queryKey: keyOf(listMembers) }),
    onError: (error) => {
      for (const [place, { field, code }] of (problemOf(error).fields ?? []).entries())
        setError(field as FieldPath<RegisterMember>, { message: code }, { shouldFocus: place === 0 })
    },
  })

  const province = useWatch({ control, name: 'province' })
  /** A province with one city leaves nothing to choose. */
  function chooseCity() {
    const [city = '', ...others] = citiesOf(form.getValues('province'))
    setValue('city', others.length === 0 ? city : '', { shouldValidate: formState.isSubmitted })
  }
  const field = (name: FieldPath<RegisterMember>, label: string) => {
    const code = formState.errors[name]?.message
    return { ...register(name), label, error: code ? fieldWords(code, language, name) : undefined }
  }

  if (save.data)
    return (
      <>
        <PageHeader title={t.register} back={{ to: '/members', label: t.title }} />
        <Banner
          tone={save.data.status === 201 ? 'good' : 'info'}
          title={(save.data.status === 201 ? t.isNew : t.isKnown)(save.data.data.memberId)}
        >
          {save.data.status !== 201 && t.notTwice}
        </Banner>
        <div className="mt-5 flex flex-wrap gap-2">
          <ButtonLink to="/sell" look="primary">
            {t.toSell}
          </ButtonLink>
          <Button
            onClick={() => {
              form.reset({ ...EMPTY, ...defaults })
              save.reset()
            }}
          >
            {t.another}
          </Button>
        </div>
      </>
    )

  const hasFieldProblems = save.error ? fieldTexts(save.error, language).size > 0 : false
  return (
    <>
      <PageHeader title={t.register} detail={t.about} back={{ to: '/members', label: t.title }} />
      <form
        noValidate
        onSubmit={(event) => void form.handleSubmit((values) => save.mutate(values))(event)}
        className="grid max-w-2xl gap-4 md:grid-cols-2"
      >
        <TextField
          {...field('company', t.company)}
          required
          autoComplete="organization"
          className="md:col-span-2"
        />
        <TextField
          {...field('mobile', t.mobile)}
          required
          inputMode="tel"
          autoComplete="tel-national"
          maxLength={11}
        />
        <TextField {...field('contact', t.contact)} placeholder={t.optional} autoComplete="name" />
        <SelectField
          {...field('province', t.province)}
          {...register('province', { onChange: chooseCity })}
          required
          placeholder={t.choose}
          options={PROVINCES.map((name) => ({ value: name, label: name }))}
        />
        <SelectField
          // Another province is another list: made anew, it shows the city already chosen in it.
          key={province}
          {...field('city', t.city)}
          required
          disabled={!province}
          placeholder={t.choose}
          options={citiesOf(province).map((name) => ({ value: name, label: name }))}
        />
        <TextField
          {...field('address', t.address)}
          required
          autoComplete="street-address"
          className="md:col-span-2"
        />
        <TextField {...field('employeeCode', t.employeeCode)} hint={t.codesHint} />
        <TextField {...field('invitateCode', t.invitateCode)} hint={t.codesHint} />
        {save.error && (
          <div className="md:col-span-2">
            <ProblemBanner
              {...problemText(save.error, language)}
              {...(hasFieldProblems && { detail: undefined })}
            />
          </div>
        )}
        <div className="flex gap-2 pt-2 md:col-span-2">
          <Button type="submit" look="primary" busy={save.isPending}>
            {t.submit}
          </Button>
          <ButtonLink to="/members">{t.cancel}</ButtonLink>
        </div>
      </form>
    </>
  )
}
