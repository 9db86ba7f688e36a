import { createCipheriv, createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { desEncrypt, md5 } from './des.ts'
import { FieldTooLong } from './errors.ts'
import { bodyOf } from './interfaces.ts'
import { seal } from './seal.ts'
import { sign, upperS1 } from './sign.ts'
import vectors from './vectors.json' with { type: 'json' }

test.each(vectors)(
  'known answer: $name',
  async ({ body, desKey, md5SecretKey, plaintext, s1Upper, ...known }) => {
    const settings = {
      accessToken: 't',
      desKey,
      md5SecretKey,
      version: '1.0',
      listSign: 'java',
      ip: null,
    } as const
    const envelope = await seal(body, settings, 'nonce-of-a-test', 1617536538129)
    expect(upperS1(body, 'java')).toBe(s1Upper)
    expect(JSON.stringify(body)).toBe(plaintext)
    expect(envelope).toEqual({
      accessToken: 't',
      nonce: 'nonce-of-a-test',
      timestamp: 1617536538129,
      version: '1.0',
      sign: known.sign,
      requestBody: known.requestBody,
    })
  },
)

/** Any text people could send: Chinese, emoji, lone surrogates. */
const anyText = fc.string({
  unit: fc.oneof(
    fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
    fc.constantFrom('李', '𠮷', '\ud800', 'ß', '+'),
  ),
})
const anyKey = fc.string({ minLength: 8, maxLength: 24, unit: fc.constantFrom('k', '3', '秘', '-', 'Z') })

test('crypto-js encrypts and hashes like OpenSSL (the DES key three times)', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, anyKey, async (text, key) => {
      const k = Buffer.from(key).subarray(0, 8)
      const cipher = createCipheriv('des-ede3-ecb', Buffer.concat([k, k, k]), null)
      expect(await desEncrypt(text, key)).toBe(cipher.update(text, 'utf8', 'base64') + cipher.final('base64'))
      expect(md5(text)).toBe(createHash('md5').update(text, 'utf8').digest('hex'))
    }),
    { numRuns: 300 },
  )
})

test('a text of several slices encrypts like OpenSSL', async () => {
  const key = Buffer.from('12345678')
  for (const bytes of [4_799, 4_800, 4_801, 9_600, 9_607, 41_000]) {
    const text = '保'.repeat(bytes / 3) + 'x'.repeat(bytes % 3)
    const cipher = createCipheriv('des-ede3-ecb', Buffer.concat([key, key, key]), null)
    expect(await desEncrypt(text, '12345678')).toBe(
      cipher.update(text, 'utf8', 'base64') + cipher.final('base64'),
    )
  }
})

test('a large text leaves the event loop to others', async () => {
  let turns = 0
  let over = false
  const count = () => {
    turns++
    if (!over) setImmediate(count)
  }
  setImmediate(count)
  await desEncrypt('保'.repeat(16_000), '12345678')
  over = true
  expect(turns).toBeGreaterThan(5)
})

test('refuses a key shorter than eight bytes', async () => {
  await expect(desEncrypt('x', '1234567')).rejects.toThrow('eight bytes')
  expect(await desEncrypt('x', '秘秘秘')).toBeTruthy()
})

const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean())
const flatBody = fc.dictionary(fc.stringMatching(/^[a-zA-Z]{1,8}$/), scalar, { noNullPrototype: true })

test('empty fields never change the sign; 0, -1 and false do', () => {
  fc.assert(
    fc.property(flatBody, fc.constantFrom(null, '', undefined, []), (body, nothing) => {
      expect(sign({ ...body, zz9: nothing }, 'key', 'java')).toBe(sign(body, 'key', 'java'))
    }),
  )
  for (const value of [0, -1, false])
    expect(sign({ a: value }, 'key', 'java')).not.toBe(sign({}, 'key', 'java'))
})

test('the order of top-level fields does not matter, that of nested ones does', () => {
  fc.assert(
    fc.property(flatBody, (body) => {
      const reversed = Object.fromEntries(Object.entries(body).toReversed())
      expect(sign(reversed, 'key', 'java')).toBe(sign(body, 'key', 'java'))
    }),
  )
  expect(upperS1({ o: { b: 1, a: 2 } }, 'java')).toBe('O={B=1, A=2}')
})

test('signs lists of strings as Java prints them, or indexed by a setting', () => {
  const body = { policyCodes: ['a', 'b'] }
  expect(upperS1(body, 'java')).toBe('POLICYCODES=[A, B]')
  expect(upperS1(body, 'indexed')).toBe('POLICYCODES={0=A, 1=B}')
})

test('known answer: a list of objects has one sign under both settings', () => {
  const known = vectors.filter(({ body }) => 'insuredInfoList' in body)
  expect(known.length).toBeGreaterThan(0)
  for (const { body, md5SecretKey, s1Upper, sign: expected } of known) {
    expect(upperS1(body, 'indexed')).toBe(s1Upper)
    expect(sign(body, md5SecretKey, 'indexed')).toBe(expected)
  }
})

test('a body has the document’s order, omits empty fields, and names a field that is too long', () => {
  const body = bodyOf('getOrderDetail', { memberId: '1', distrCode: 'D', tempOrderCode: 'T', other: 'x' })
  expect(JSON.stringify(body)).toBe('{"tempOrderCode":"T","distrCode":"D","memberId":"1"}')
  expect(bodyOf('addTemp', { holderInfo: { holderEmail: '', holderName: '李雷' } })).toEqual({
    holderInfo: { holderName: '李雷' },
  })
  const long = { insuredInfoList: [{}, { insuredName: '𠮷'.repeat(33) }] }
  expect(() => bodyOf('addTemp', long)).toThrow(new FieldTooLong('insuredInfoList.1.insuredName', 32))
  expect(bodyOf('addTemp', { insuredInfoList: [{ insuredName: '𠮷'.repeat(32) }] })).toBeTruthy()
})
