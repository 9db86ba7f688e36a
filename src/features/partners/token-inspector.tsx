import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { useFaults } from '../../api/use-faults.ts'
import { inspectToken } from '../../contract/endpoints/partners.ts'
import type { InspectedToken } from '../../contract/partners.ts'
import { fieldWords } from '../../contract/problems.ts'
import '../../contract/token-words.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { messages } from './messages.ts'

/** Inspects a token and lists all its faults. */
export function TokenInspector({ partner }: { partner: string }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [token, setToken] = useState('')
  const inspect = useMutation({
    mutationFn: () => call(inspectToken, { params: { id: partner }, body: { token } }),
  })
  const faults = useFaults({
    language,
    found: new Map(token.trim() ? [] : [['token', 'required']]),
    failure: inspect.error,
  })
  const submit = () => {
    if (faults.press() && !inspect.isPending) inspect.mutate()
  }
  return (
    <Section id="token" title={t.inspector}>
      <Form name="inspector" faults={faults} onSubmit={submit} className="grid max-w-4xl gap-3">
        <TextArea
          label={t.token}
          hint={t.inspectorAbout}
          rows={3}
          spellCheck={false}
          value={token}
          {...faults.at('token')}
          onChange={({ target }) => {
            setToken(target.value)
            inspect.reset()
          }}
        />
        <FormAnswer />
        <div>
          <Button type="submit" busy={inspect.isPending}>
            {t.inspect}
          </Button>
        </div>
        <div role="status">{inspect.data && <Verdict {...inspect.data} />}</div>
      </Form>
    </Section>
  )
}

function Verdict({ findings, faults }: InspectedToken) {
  const t = useText(messages)
  const { language } = useLanguage()
  const isGood = findings.length === 0
  const title = isGood ? (faults.length > 0 ? t.tokenPart : t.tokenGood) : t.tokenBad(findings.length)
  return (
    <Banner tone={isGood ? (faults.length > 0 ? 'info' : 'good') : 'bad'} title={title}>
      {(findings.length > 0 || faults.length > 0) && (
        <ul className="grid gap-2">
          {findings.map(({ reason, claim, found, wanted }) => (
            <li key={`${reason} ${claim}`}>
              {claim && <code className="font-semibold">{claim} </code>}
              {fieldWords(reason, language)}
              {found !== null && <Value name={t.found} value={found} />}
              {wanted !== null && <Value name={t.wanted} value={wanted} />}
            </li>
          ))}
          {faults.map(({ field, code }) => (
            <li key={field}>
              <code className="font-semibold">{field}</code> {fieldWords(code, language, field)}
            </li>
          ))}
        </ul>
      )}
    </Banner>
  )
}

const Value = ({ name, value }: { name: string; value: string }) => (
  <span className="block text-small text-muted">
    {name} <code className="wrap-anywhere">{value}</code>
  </span>
)
