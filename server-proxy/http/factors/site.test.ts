import { expect, test } from 'vitest'
import { siteOf } from './site.ts'

test.each([
  ['https://portal.example', 'https://portal.example', 'https://portal.example', 'portal.example'],
  ['http://localhost:8080', 'http://127.0.0.1:8080', 'http://localhost:8080', 'localhost'],
  ['http://localhost:8080', 'https://portal.example', 'https://portal.example', 'portal.example'],
  ['https://portal.evil.example', 'https://portal.example', 'https://portal.example', 'portal.example'],
  ['https://evil.example', 'http://127.0.0.1:8080', 'http://127.0.0.1:8080', '127.0.0.1'],
  ['null', 'http://localhost:8080', 'http://localhost:8080', 'localhost'],
  [undefined, 'https://portal.example', 'https://portal.example', 'portal.example'],
])('a request from %s to %s is of %s', (origin, publicUrl, site, rpId) => {
  expect(siteOf({ headers: origin === undefined ? {} : { origin } }, publicUrl)).toEqual({
    origin: site,
    rpId,
  })
})
