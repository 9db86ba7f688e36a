import type { FastifySchemaCompiler } from 'fastify'
import * as z from 'zod/mini'
import { Refusal } from './refusal.ts'

/** Checks body, params and query with the contract's schemas; a fault names each field and its code. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodMiniType> = ({ schema, httpPart }) => {
  return (data: unknown) => {
    const result = z.safeParse(schema, data)
    if (result.success) return { value: result.data }
    if (httpPart === 'params') return { error: new Refusal(404, 'not-found') }
    const fields = result.error.issues.map((issue) => ({
      field: issue.path.join('.') || 'body',
      code: /^[a-z][a-z0-9-]*$/.test(issue.message) ? issue.message : 'invalid',
    }))
    return { error: new Refusal(400, 'invalid', { fields }) }
  }
}
