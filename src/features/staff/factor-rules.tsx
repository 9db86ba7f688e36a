import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { problemText } from '../../api/problem-text.ts'
import { NONE, useFaults } from '../../api/use-faults.ts'
import type { FactorRules as Rules } from '../../contract/factors.ts'
import { ROLES } from '../../contract/session.ts'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { Checkbox } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'
import { factorRulesQuery, useSaveFactorRules } from './queries.ts'

/** Which roles need a second factor. */
export function FactorRules() {
  const t = useText(messages)
  const { language } = useLanguage()
  const rules = useQuery(factorRulesQuery)
  return (
    <Section title={t.rules}>
      <p className="mb-3 max-w-2xl text-muted">{t.rulesText}</p>
      {rules.isPending && <Skeleton label={t.loading} rows={1} />}
      {rules.error && <ProblemBanner {...problemText(rules.error, language)} />}
      {rules.data && <RulesForm saved={rules.data} />}
    </Section>
  )
}

function RulesForm({ saved }: { saved: Rules }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [roles, setRoles] = useState(saved.roles)
  const save = useSaveFactorRules()
  const faults = useFaults({ language, found: NONE, failure: save.error })
  function submit() {
    if (faults.press() && !save.isPending) save.mutate({ body: { roles } })
  }
  return (
    <Form name="factor-rules" faults={faults} onSubmit={submit} className="flex flex-col gap-3">
      <fieldset>
        <legend className="mb-1 text-muted">{t.rulesRoles}</legend>
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          {ROLES.map((role) => (
            <Checkbox
              key={role}
              label={t[role]}
              checked={roles.includes(role)}
              onChange={({ target }) => {
                setRoles(ROLES.filter((one) => (one === role ? target.checked : roles.includes(one))))
                save.reset()
              }}
            />
          ))}
        </div>
      </fieldset>
      <FormAnswer />
      <div className="flex items-center gap-3">
        <Button type="submit" busy={save.isPending}>
          {t.saveRules}
        </Button>
        <span role="status" className="text-good">
          {save.isSuccess && t.saved}
        </span>
      </div>
    </Form>
  )
}
