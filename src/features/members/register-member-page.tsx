import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { callWithStatus } from '../../api/call.ts'
import { membersQuery } from '../../api/shared-queries.ts'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import { registerMember } from '../../contract/endpoints/members.ts'
import { RegisterMember } from '../../contract/members.ts'
import * as paths from '../../contract/paths.ts'
import { Button } from '../../ui/button.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { LeaveGuard } from '../../ui/leave-guard.tsx'
import { messages } from './messages.ts'
import { citiesOf, PROVINCES } from './regions.ts'

const EMPTY: RegisterMember = { mobile: '', company: '', province: '', city: '', address: '' }

/** Omits empty optional fields. */
const withoutBlanks = <Values extends object>(values: Values) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) as Values

export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const members = useQuery(membersQuery)
  const [typed, setTyped] = useState(EMPTY)
  // The codes show the settings' values until edited.
  const values: RegisterMember = { ...EMPTY, ...members.data?.defaults, ...typed }
  const save = useMutation({
    mutationFn: (body: RegisterMember) => callWithStatus(registerMember, { body }),
    onSuccess: () => void client.invalidateQueries(membersQuery),
  })
  const dirty = !save.isSuccess && Object.values(typed).some((value) => value !== '')
  const parsed = z.safeParse(RegisterMember, withoutBlanks(values))
  const faults = useFaults({ language, found: issuesOf(parsed.error), failure: save.error })

  function change(part: Partial<RegisterMember>) {
    setTyped({ ...typed, ...part })
    save.reset()
  }
  function chooseProvince(province: string) {
    // A province with one city selects it.
    const [city = '', ...others] = citiesOf(province)
    change({ province, city: others.length === 0 ? city : '' })
  }
  function submit() {
    if (faults.press() && parsed.success && !save.isPending) save.mutate(parsed.data)
  }
  const field = (name: keyof RegisterMember, label: string) => ({
    label,
    value: values[name] ?? '',
    ...faults.at(name),
    onChange: (event: { target: { value: string } }) => change({ [name]: event.target.value }),
  })

  if (save.data)
    return (
      <>
        <PageHeader title={t.register} back={{ to: paths.members, label: t.title }} />
        <Banner
          tone={save.data.status === 201 ? 'good' : 'info'}
          title={(save.data.status === 201 ? t.isNew : t.isKnown)(save.data.data.memberId)}
        >
          {save.data.status !== 201 && t.notTwice}
        </Banner>
        <div className="mt-5 flex flex-wrap gap-2">
          <ButtonLink to={paths.sales} look="primary">
            {t.toSell}
          </ButtonLink>
          <Button
            onClick={() => {
              setTyped(EMPTY)
              faults.forget()
              save.reset()
            }}
          >
            {t.another}
          </Button>
        </div>
      </>
    )

  return (
    <>
      <PageHeader title={t.register} detail={t.about} back={{ to: paths.members, label: t.title }} />
      <Form
        name="register-member"
        faults={faults}
        onSubmit={submit}
        className="grid max-w-2xl gap-4 md:grid-cols-2"
      >
        <TextField
          {...field('company', t.company)}
          required
          autoComplete="organization"
          className="md:col-span-2"
        />
        <TextField {...field('mobile', t.mobile)} required inputMode="tel" autoComplete="tel-national" />
        <TextField {...field('contact', t.contact)} placeholder={t.optional} autoComplete="name" />
        <SelectField
          {...field('province', t.province)}
          onChange={(event) => chooseProvince(event.target.value)}
          required
          placeholder={t.choose}
          options={PROVINCES.map((name) => ({ value: name, label: name }))}
        />
        <SelectField
          {...field('city', t.city)}
          required
          disabled={!values.province}
          placeholder={t.choose}
          options={citiesOf(values.province).map((name) => ({ value: name, label: name }))}
        />
        <TextField
          {...field('address', t.address)}
          required
          autoComplete="street-address"
          className="md:col-span-2"
        />
        <TextField {...field('employeeCode', t.employeeCode)} hint={t.codesHint} />
        <TextField {...field('invitateCode', t.invitateCode)} hint={t.codesHint} />
        <FormAnswer className="md:col-span-2" />
        <LeaveGuard dirty={dirty} />
        <div className="flex gap-2 pt-2 md:col-span-2">
          <Button type="submit" look="primary" busy={save.isPending}>
            {t.submit}
          </Button>
          <ButtonLink to={paths.members}>{t.cancel}</ButtonLink>
        </div>
      </Form>
    </>
  )
}
