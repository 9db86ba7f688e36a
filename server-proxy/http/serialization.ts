import { serializerCompiler as checked } from 'fastify-type-provider-zod'
import type { FastifySerializerCompiler } from 'fastify'
import * as z from 'zod/mini'

type Pick = (value: unknown) => unknown
type Inner = { def: Record<string, unknown> & { type: string } }

const same: Pick = (value) => value
const PLAIN = new Set(['string', 'number', 'boolean', 'enum', 'literal', 'null', 'unknown'])

/**
 * Serializes exactly what the schema names. Skips validating our own rows for speed; tests validate every
 * route with `checked`.
 */
export const pickingSerializer: FastifySerializerCompiler<z.ZodMiniType> = (route) => {
  const { schema } = route
  const pick = schema instanceof z.core.$ZodType ? pickOf(schema) : null
  return pick ? (data) => JSON.stringify(pick(data)) : (checked as FastifySerializerCompiler<unknown>)(route)
}

/** A copier for what the schema names; null when copying is not enough. */
function pickOf(schema: unknown): Pick | null {
  const { def } = schema as Inner
  if (PLAIN.has(def.type)) return same
  if (def.type === 'nullable' || def.type === 'optional') {
    const inner = pickOf(def['innerType'])
    return (
      inner &&
      (inner === same ? same : (value) => (value === null || value === undefined ? value : inner(value)))
    )
  }
  if (def.type === 'array') {
    const inner = pickOf(def['element'])
    return inner && (inner === same ? same : (value) => (value as unknown[]).map(inner))
  }
  if (def.type !== 'object' || def['catchall'] || def['checks']) return null
  return objectOf(Object.entries(def['shape'] as Record<string, unknown>))
}

function objectOf(shape: [string, unknown][]): Pick | null {
  const fields: [string, Pick][] = []
  for (const [key, schema] of shape) {
    const pick = pickOf(schema)
    if (!pick) return null
    fields.push([key, pick])
  }
  return (value) => {
    const picked: Record<string, unknown> = {}
    for (const [key, pick] of fields) picked[key] = pick((value as Record<string, unknown>)[key])
    return picked
  }
}
