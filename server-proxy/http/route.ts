import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify'
import * as z from 'zod/mini'
import type { AnswerOf, Endpoint, ParamsOf } from '#contract/endpoints/endpoint.ts'
import { bytesAnswer } from './answers.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    endpoint?: Endpoint
  }
}

type Parsed<Schema> = Schema extends z.ZodMiniType ? z.infer<Schema> : undefined

type Asked<E extends Endpoint> = {
  Params: ParamsOf<E['path']> & (E['params'] extends z.ZodMiniType ? z.infer<E['params']> : unknown)
  Querystring: Parsed<E['query']>
  Body: Parsed<E['body']>
}

type Result<E extends Endpoint> = FastifyReply | ([AnswerOf<E>] extends [undefined] ? void : AnswerOf<E>)

/** A returned value is sent with the endpoint's only status. With several statuses the handler sends the reply. */
type Handler<E extends Endpoint> = (
  request: FastifyRequest<Asked<E>>,
  reply: FastifyReply,
) => Promise<Result<E>> | Result<E>

type Options = Omit<RouteShorthandOptions, 'schema' | 'config'> & {
  /** Content type of a request body other than JSON. */
  consumes?: string
  /** Callers authenticate themselves, so they do not use the anonymous share of the platform's budget. */
  noVisitors?: true
  /** For the OpenAPI description only. */
  security?: readonly Record<string, string[]>[]
}

/** Files that browsers display. */
const OPENED = /^(application\/pdf|image\/|text\/calendar)/

/** Registers an endpoint of the contract: its schemas, access and description come from the row. */
export function route<E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  handler: Handler<E>,
  { consumes, noVisitors, security, ...options }: Options = {},
): void {
  const { method, path, params, query, body, answers, access, crossOrigin = false, summary } = endpoint
  const [status, ...others] = Object.keys(answers).map(Number)
  app.route<{ Params: unknown; Querystring: unknown; Body: unknown }>({
    ...options,
    method,
    url: path,
    config: {
      ...(consumes && { takes: consumes }),
      ...(noVisitors && { noVisitors }),
      access,
      fromAnywhere: crossOrigin,
      opened: Object.values(answers).some((answer) => typesOf(answer).some((type) => OPENED.test(type))),
      recorded: endpoint.recorded ?? false,
      endpoint,
    },
    schema: {
      summary,
      params: params ?? anyText(path),
      ...(query && { querystring: query }),
      ...(body && { body }),
      ...(security && { security }),
      ...(consumes && { consumes: [consumes] }),
      response: Object.fromEntries(
        Object.entries(answers).map(([code, answer]) => [code, responseOf(answer)]),
      ),
    },
    handler: async (request, reply) => {
      const answer = await handler(request as unknown as FastifyRequest<Asked<E>>, reply)
      if (answer === reply || reply.sent) return reply
      if (status !== undefined && others.length === 0) reply.code(status)
      return reply.send(answer)
    },
  })
}

/** The validator rejects text that the database cannot store, so every parameter has a schema. */
const anyText = (path: string) =>
  z.object(Object.fromEntries([...path.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, z.string()])))

function responseOf(answer: Endpoint['answers'][number]): unknown {
  if (answer === null) return z.null()
  const types = typesOf(answer)
  return types.length > 0 ? bytesAnswer(...types)[200] : answer
}

/** The content types of a file; none for JSON. */
function typesOf(answer: Endpoint['answers'][number]): readonly string[] {
  if (typeof answer === 'string') return [answer]
  return Array.isArray(answer) ? (answer as readonly string[]) : []
}
