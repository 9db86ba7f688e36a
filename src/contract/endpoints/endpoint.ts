import type * as z from 'zod/mini'
import type { Role } from '../session.ts'

/**
 * Access: public, staff from a role up, or the holder of a bearer token or signature, which the route checks before
 * validation.
 */
export type Access = 'anyone' | Role | 'by-route'

export type StepUp = 'holders' | 'everyone' | 'many'

/**
 * One HTTP endpoint. From this row come the Fastify route, the browser's typed call, its query key, the OpenAPI
 * description and the access test.
 */
export type Endpoint = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Parameters are written `:name`. */
  path: string
  summary: string
  access: Access
  /**
   * Needs a proof of identity from the last ten minutes, else 403 `step-up-required`. `holders`: of users who have a
   * second factor. `everyone`: also of the others, by password. `many`: of holders, above `STEP_UP_ROWS` rows.
   */
  stepUp?: StepUp
  /** `public`: independent clients rely on it. `internal`: only the portal's own pages call it. */
  visibility: 'public' | 'internal'
  /** Only for parameters with a specific format. Others are any text. */
  params?: z.ZodMiniType
  query?: z.ZodMiniType
  body?: z.ZodMiniType
  /** The JSON body per success status, or the content types of a file. An empty answer is `null`. */
  answers: Record<number, z.ZodMiniType | string | readonly string[] | null>
  /** Requests come from other origins and prove themselves by token or signature, so the CSRF check is off. */
  crossOrigin?: true
  /** A GET that is audited, so only the portal's own pages may call it. */
  recorded?: true
}

/** `{id: string}` of `/api/orders/:id`; `{}` without parameters. */
export type ParamsOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? { [Key in Name]: string } & ParamsOf<Rest>
  : Path extends `${string}:${infer Name}`
    ? { [Key in StemOf<Name>]: string }
    : unknown

/** `n` of `n.pdf`. */
type StemOf<Name extends string> = Name extends `${infer Stem}.${string}` ? Stem : Name

type JsonOf<Answer> = Answer extends z.ZodMiniType ? z.infer<Answer> : Answer extends null ? undefined : never

/** The response body on success. */
export type AnswerOf<E extends Endpoint> = JsonOf<E['answers'][keyof E['answers']]>

/** The request as the browser sends it. */
export type InputOf<E extends Endpoint> = (unknown extends ParamsOf<E['path']>
  ? { params?: undefined }
  : { params: ParamsOf<E['path']> }) &
  (E['query'] extends z.ZodMiniType ? { query?: Query } : { query?: undefined }) &
  (E['body'] extends z.ZodMiniType
    ? undefined extends z.input<E['body']>
      ? { body?: z.input<E['body']> }
      : { body: z.input<E['body']> }
    : { body?: undefined })

/** Empty values are omitted. */
export type Query = Record<string, string | number | undefined>

/** The address of an endpoint with its parameters and query filled in. */
export function pathOf(
  { path }: Pick<Endpoint, 'path'>,
  { params, query = {} }: { params?: unknown; query?: Query | undefined } = {},
): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown>)[name])),
  )
  const asked = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') asked.set(name, String(value))
  const text = asked.toString()
  return text ? `${filled}?${text}` : filled
}
