import { useState } from 'react'
import { NONE, useFaults } from '../../api/use-faults.ts'
import { shanghaiDay } from '../../contract/days.ts'
import type { Period } from '../../contract/desk.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented, TextField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'
import { type Choice, periodFault } from './period.ts'

/** Period selection. Custom dates apply on a press, so that half-typed dates do not. */
export function PeriodChoice({
  choice,
  period,
  onChange,
}: {
  choice: Choice
  period: Period
  onChange(choice: Choice, period: Period): void
}) {
  const t = useText(messages)
  const [typing, setTyping] = useState(false)
  const own = typing || choice === 'own'
  return (
    <div className="flex flex-col items-end gap-2 max-md:w-full max-md:items-start">
      <Segmented<Choice>
        label={t.period}
        hideLabel
        value={own ? 'own' : choice}
        options={[
          { value: 'today', label: t.today },
          { value: '7', label: t.days(7) },
          { value: '30', label: t.days(30) },
          { value: 'month', label: t.month },
          { value: 'own', label: t.own },
        ]}
        onChange={(next) => {
          setTyping(next === 'own')
          if (next !== 'own') onChange(next, period)
        }}
      />
      {own && (
        <OwnDays
          key={`${period.from} ${period.to}`}
          period={period}
          onChange={(days) => onChange('own', days)}
        />
      )}
    </div>
  )
}

function OwnDays({ period, onChange }: { period: Period; onChange(period: Period): void }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [days, setDays] = useState(period)
  const fault = periodFault(days)
  const faults = useFaults({ language, found: fault ? new Map([[fault.field, fault.code]]) : NONE })
  function submit() {
    if (faults.press()) onChange(days)
  }
  return (
    <Form name="own-days" faults={faults} onSubmit={submit} className="flex flex-wrap items-start gap-2">
      {(['from', 'to'] as const).map((field) => (
        <TextField
          key={field}
          type="date"
          label={t[field]}
          className="w-36"
          value={days[field]}
          max={shanghaiDay(Date.now())}
          {...faults.at(field)}
          onChange={(event) => setDays({ ...days, [field]: event.target.value })}
        />
      ))}
      <Button type="submit" className="h-9 sm:mt-[26px]">
        {t.show}
      </Button>
      <FormAnswer className="basis-full" />
    </Form>
  )
}
