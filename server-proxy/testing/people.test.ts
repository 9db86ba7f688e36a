import { expect, test } from 'vitest'
import { Holder } from '#contract/people.ts'
import * as people from './people.ts'

test.each(Object.entries(people))('%s is a person that the contract accepts', (_name, person) => {
  expect(Holder.safeParse(person).success).toBe(true)
})
