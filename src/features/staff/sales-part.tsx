import { useState } from 'react'
import * as z from 'zod/mini'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import { ChangeStaff, type Staff } from '../../contract/staff.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'
import { useChangeStaff } from './queries.ts'

/** The name and 执业证编号 under which the person sells; both empty removes them. */
export function SalesPart({ person }: { person: Staff }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [name, setName] = useState(person.salesperson?.name ?? '')
  const [practiceNo, setPracticeNo] = useState(person.salesperson?.practiceNo ?? '')
  const change = useChangeStaff()
  const parsed = z.safeParse(ChangeStaff, {
    salesperson: name.trim() || practiceNo.trim() ? { name, practiceNo } : null,
  })
  const faults = useFaults({
    language,
    found: issuesOf(parsed.error),
    failure: change.error,
    placeOf: (path) => path.replace('salesperson.', ''),
  })
  function submit() {
    if (faults.press() && parsed.success && !change.isPending)
      change.mutate({ params: { id: person.id }, body: parsed.data })
  }
  return (
    <Form
      name="salesperson"
      faults={faults}
      onSubmit={submit}
      className="flex flex-col gap-3 border-t border-line pt-4"
    >
      <TextField
        label={t.sellsAs}
        hint={t.sellsAsHint}
        value={name}
        {...faults.at('name')}
        onChange={(event) => {
          setName(event.target.value)
          change.reset()
        }}
      />
      <TextField
        label={t.practiceNo}
        spellCheck={false}
        value={practiceNo}
        {...faults.at('practiceNo')}
        onChange={(event) => {
          setPracticeNo(event.target.value)
          change.reset()
        }}
      />
      <FormAnswer />
      <div className="flex items-center gap-3">
        <Button type="submit" busy={change.isPending}>
          {t.saveSales}
        </Button>
        <span role="status" className="text-good">
          {change.isSuccess && t.saved}
        </span>
      </div>
    </Form>
  )
}
