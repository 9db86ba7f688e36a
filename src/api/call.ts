import { type QueryKey, queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import '../contract/common-problems.ts'
import { type AnswerOf, type Endpoint, type InputOf, pathOf } from '../contract/endpoints/endpoint.ts'
import { ProblemError, send, UNREADABLE } from './request.ts'

type Options = {
  bearer?: string | undefined
  headers?: Record<string, string>
  keepalive?: boolean
}

/** Calls the BFF and returns the parsed response. Throws ProblemError. */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options?: Options,
): Promise<AnswerOf<E>> {
  return (await callWithStatus(endpoint, input, options)).data
}

/** Like `call`, and also returns the status (201 new, 200 known, 202 uncertain). */
export async function callWithStatus<E extends Endpoint>(
  { method, path, answers }: E,
  { params, query, body }: InputOf<E>,
  { bearer, headers, keepalive = false }: Options = {},
): Promise<{ status: number; data: AnswerOf<E> }> {
  const { status, json } = await send(pathOf({ path }, { params, query }), {
    method,
    body: method === 'POST' ? (body ?? {}) : body,
    headers: { ...(bearer && { authorization: `Bearer ${bearer}` }), ...headers },
    keepalive,
  })
  return { status, data: parse(answers[status], json) as AnswerOf<E> }
}

function parse(schema: Endpoint['answers'][number] | undefined, json: unknown): unknown {
  if (schema === null) return undefined
  const parsed = schema && 'def' in Object(schema) ? z.safeParse(schema as z.ZodMiniType, json) : undefined
  if (!parsed?.success) throw new ProblemError(UNREADABLE)
  return parsed.data
}

/** Query key of the endpoint, or of one set of parameters and query. */
export function keyOf<E extends Endpoint>(
  { path }: E,
  { params, query }: Partial<InputOf<E>> = {},
): QueryKey {
  return [path, ...(params ? [params] : []), ...(query ? [query] : [])]
}

/** `queryOptions` of TanStack Query for an endpoint that reads. */
export function readOptions<E extends Endpoint>(endpoint: E, input: InputOf<E>) {
  return queryOptions({
    queryKey: keyOf(endpoint, input as Partial<InputOf<E>>),
    queryFn: () => call(endpoint, input),
  })
}
