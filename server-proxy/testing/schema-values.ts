import { LI_LEI } from './people.ts'
import fc from 'fast-check'
import * as z from 'zod/mini'

type Json = Record<string, unknown> & {
  type?: string | string[]
  properties?: Record<string, Json>
  required?: string[]
  items?: Json
  anyOf?: Json[]
  oneOf?: Json[]
  allOf?: Json[]
  enum?: unknown[]
  const?: unknown
}

/** Values that people and attackers enter in the wrong place. */
const HOSTILE = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    0,
    -1,
    Number.POSITIVE_INFINITY,
    Number.MAX_SAFE_INTEGER + 2,
    0.1,
    true,
    [],
    {},
    [[[]]],
    '\0',
    'a\0b',
    '\ud800',
    '%00',
    '../../etc/passwd',
    "'; drop table orders; --",
    '<script>alert(1)</script>',
    '{{7*7}}',
    '=cmd|calc',
    'e\u0301\u202e',
    '9'.repeat(400),
    '李'.repeat(5_000),
    '2026-02-30',
    '9999-12-31',
    '-1-01-01',
    '00000000-0000-0000-0000-000000000000',
    'javascript:alert(1)',
    'http://169.254.169.254/',
    { toString: 'x', constructor: { prototype: { polluted: true } } },
    JSON.parse('{"__proto__":{"polluted":true}}'),
    JSON.parse('['.repeat(200) + ']'.repeat(200)),
  ),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
)

/** Nearly right texts: valid people, numbers, days, codes. */
const PLAUSIBLE = fc.constantFrom(
  '李雷',
  '13900139000',
  LI_LEI.cardNo,
  '2026-12-01',
  '200207',
  '30543',
  'id-card',
  'self',
  'M',
  'cash',
  'a@example.com',
  'https://example.com/hook',
  '01900000-0000-7000-8000-000000000000',
)

/** Values for a contract's schema: mostly valid, with hostile ones anywhere. */
export function valuesOf(schema: unknown): fc.Arbitrary<unknown> {
  return within(z.toJSONSchema(schema as z.ZodMiniType, { io: 'input', unrepresentable: 'any' }) as Json, 0)
}

function within(schema: Json, depth: number): fc.Arbitrary<unknown> {
  if (depth > 6) return HOSTILE
  return fc.oneof({ weight: 12, arbitrary: shaped(schema, depth) }, { weight: 1, arbitrary: HOSTILE })
}

function shaped(schema: Json, depth: number): fc.Arbitrary<unknown> {
  const some = (list: Json[]) => fc.oneof(...list.map((one) => within(one, depth + 1)))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.anyOf ?? schema.oneOf) return some(schema.anyOf ?? schema.oneOf ?? [])
  if (schema.allOf) return some(schema.allOf)
  switch ([schema.type].flat()[0]) {
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([name, one]) => [name, within(one, depth + 1)]),
        ),
        { requiredKeys: [] },
      )
    case 'array':
      return fc.array(within(schema.items ?? {}, depth + 1), { maxLength: 4 })
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer(), fc.double())
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      return fc.oneof(PLAUSIBLE, PLAUSIBLE, fc.string({ maxLength: 60 }))
    default:
      return HOSTILE
  }
}
