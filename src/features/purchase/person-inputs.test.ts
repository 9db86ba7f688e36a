import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { emptyPerson } from '../../contract/people-empty.ts'
import { PersonInputs } from './person-inputs.tsx'

/** A passport tells neither birthday nor sex, so every field is asked. */
const html = renderToStaticMarkup(
  createElement(PersonInputs, {
    person: { ...emptyPerson(), cardType: 'passport' as const },
    path: 'holder',
    error: () => undefined,
    onChange: () => {},
    own: true,
  }),
)

test.each(Object.keys(emptyPerson()))('the purchase has a field for %s', (field) => {
  expect(html).toContain(`data-field="holder.${field}"`)
})
