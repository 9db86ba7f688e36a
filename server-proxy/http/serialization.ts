import type { FastifySerializerCompiler } from 'fastify'
import * as z from 'zod/mini'

/** Gets the route and the fields that differ from its schema, `*` for each element of a list; no values. */
export type OnMismatch = (route: string, fields: string[]) => void

/**
 * Writes exactly what a route's schema names, and checks it. An answer that differs is reported and still sent: a
 * person at the screen is better served by an odd field than by no page.
 */
export function answersBy(onMismatch: OnMismatch): FastifySerializerCompiler<z.core.$ZodType> {
  return ({ schema, method, url }) => {
    let compiled: z.core.$ZodType | undefined
    return (data) => {
      // At the first answer, because a start would compile a hundred schemas.
      compiled ??= z.compile(schema)
      const read = z.safeParse(compiled, data)
      if (read.success) return JSON.stringify(read.data)
      const fields = read.error.issues.map(({ path }) =>
        path.map((key) => (typeof key === 'number' ? '*' : key)),
      )
      onMismatch(`${method} ${url}`, [...new Set(fields.map((path) => path.join('.')))])
      return JSON.stringify(namedIn(schema, data))
    }
  }
}

/**
 * What the schema names of `data`. A plain value of another type stays. An object or list that the schema cannot
 * read becomes null, because nothing says which of its keys may be shown.
 */
function namedIn(schema: z.core.$ZodType, data: unknown): unknown {
  // Zod's public functions return no value beside the issues.
  // oxlint-disable-next-line no-underscore-dangle
  const { value, issues } = schema._zod.run(
    { value: data, issues: [] },
    { async: false },
  ) as z.core.ParsePayload
  const root = { value }
  for (const issue of issues) {
    const path = issue.path ?? []
    // The issue of an unknown kind points into the object that could not be read.
    hide(root, ['value', ...('discriminator' in issue ? path.slice(0, -1) : path)])
  }
  return root.value
}

function hide(inner: unknown, [key, ...rest]: PropertyKey[]): void {
  const place = inner as Record<PropertyKey, unknown> | null
  if (typeof place !== 'object' || place === null || key === undefined) return
  if (rest.length > 0) hide(place[key], rest)
  else if (typeof place[key] === 'object') place[key] = null
}
