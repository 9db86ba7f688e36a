import { expect, test } from 'vitest'
import docs from '../../docs/embed.md?raw'
import { ALL, EVENTS, USES } from './embed-usage.tsx'

const rows = (heading: string) => {
  const table = docs.slice(docs.indexOf(heading)).split('\n\n')[0] ?? ''
  return table
    .split('\n')
    .slice(2)
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([\w-]+)`/g)].map(([, name]) => name))
}

test('the types have exactly the attributes and events of the documented tables', () => {
  expect(rows('| attribute |').toSorted()).toEqual(Object.keys(ALL).toSorted())
  expect(rows('| event |').toSorted()).toEqual(Object.keys(EVENTS).toSorted())
  expect(USES.length).toBeGreaterThan(3)
})
