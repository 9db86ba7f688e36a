import { expect, test } from 'vitest'
import { evidenceIn, withEvidence } from './evidence-in-page.ts'

const PAGE = '<!doctype html>\n<body><template id="evidence"></template><script>1</script></body>'
const file = new TextEncoder().encode('{"format":"证据"}\n{"seal":"00"}\n')
const base64 = btoa(String.fromCharCode(...file))
const bytes = (text: string) => new TextEncoder().encode(text)

test('gives back byte for byte the signed file that was put into a page', () => {
  expect(evidenceIn(bytes(withEvidence(PAGE, base64)))).toEqual(file)
})

test('reads a signed file by itself as it is', () => {
  expect(evidenceIn(file)).toBe(file)
})

test('reads another page as it is', () => {
  for (const other of ['<!doctype html><p>', PAGE.replace('></t', '>*</t')])
    expect(evidenceIn(bytes(other))).toEqual(bytes(other))
})

test('a page with two files holds none, since only one of them would be shown', () => {
  const hidden = `<!--${PAGE.slice(PAGE.indexOf('<template'))}-->`
  const page = bytes(withEvidence(PAGE + hidden, base64))
  expect(evidenceIn(page)).toBe(page)
})
