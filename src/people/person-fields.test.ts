import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { emptyPerson } from '../contract/people-empty.ts'
import { HolderFields } from './person-fields.tsx'

const html = renderToStaticMarkup(
  createElement(HolderFields, {
    person: emptyPerson(),
    path: 'holder',
    error: () => undefined,
    onChange: () => {},
  }),
)

test.each(Object.keys(emptyPerson()))('a person on staff pages has a field for %s', (field) => {
  expect(html).toContain(`data-field="holder.${field}"`)
})
