import { Readable } from 'node:stream'
import type { FastifySchemaCompiler } from 'fastify'
import * as z from 'zod/mini'
import { Refusal } from './refusal.ts'

/** Validates body, params and query by the contract's schemas; a fault names each field and its code. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodMiniType> = ({ schema, httpPart }) => {
  return (data: unknown) => {
    const result = z.safeParse(schema, data)
    const faults = result.success ? unstorable(data) : faultsOf(result.error)
    if (result.success && faults.length === 0) return { value: result.data }
    if (httpPart === 'params') return { error: new Refusal(404, 'not-found') }
    return { error: new Refusal(400, 'invalid', { fields: faults }) }
  }
}

type Fault = { field: string; code: string }

function faultsOf(error: z.core.$ZodError): Fault[] {
  return error.issues.map((issue) => ({
    field: issue.path.join('.') || 'body',
    code: /^[a-z][a-z0-9-]*$/.test(issue.message) ? issue.message : 'invalid',
  }))
}

/** Deeper than any form; prevents stack exhaustion by endless nesting. */
const MAX_DEPTH = 32

/** Finds text that PostgreSQL cannot store: NUL and lone surrogates. */
function unstorable(value: unknown, path = '', depth = 0): Fault[] {
  if (typeof value === 'string')
    return value.includes('\0') || !value.isWellFormed() ? [{ field: path || 'body', code: 'invalid' }] : []
  if (typeof value !== 'object' || value === null) return []
  // Any bytes can be stored; a stream is no value to walk.
  if (Buffer.isBuffer(value) || value instanceof Readable) return []
  if (depth > MAX_DEPTH) return [{ field: path.split('.')[0] ?? 'body', code: 'invalid' }]
  return Object.entries(value).flatMap(([key, inner]) => [
    ...unstorable(key, path || 'body'),
    ...unstorable(inner, path ? `${path}.${key}` : key, depth + 1),
  ])
}
