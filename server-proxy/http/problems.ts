import type { Duplex } from 'node:stream'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import '#contract/embed-problems.ts'
import '#contract/staff-problems.ts'
import '#contract/token-words.ts'
import { PARTNER_API } from '#contract/endpoints/partner-api.ts'
import { fieldWords, type Language, problemWords } from '#contract/problems.ts'
import type { Problem } from '#contract/problem.ts'
import {
  BudgetExhausted,
  CircuitOpen,
  FieldTooLong,
  PlatformRefusal,
  AnswerOutdated,
  AnswerUnstorable,
  PlatformUnknown,
} from '../gateway/errors.ts'
import { bareHeaders } from './headers.ts'
import { isDatabaseAway } from '../store/database-away.ts'
import { isWriteRefused } from '../store/storage.ts'
import { Refusal } from './refusal.ts'

const CLIENT_ERRORS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/** The database ended a statement, or a wait for a lock, that took too long. */
const isTimedOut = (error: unknown) =>
  /^(55P03|57014)$/.test(String((error as { code?: unknown } | null | undefined)?.code))

const languageOf = (request: FastifyRequest): Language =>
  request.headers['accept-language']?.trim().toLowerCase().startsWith('en') ? 'en' : 'zh'

/** Maps every error of the platform, the parser or the database to a refusal with our codes. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof PlatformRefusal)
    return new Refusal(422, error.code, {
      detail: error.platformMessage,
      ...(error.clockOffMs !== null && { cause: 'clock-wrong' }),
    })
  if (error instanceof AnswerUnstorable) return new Refusal(502, 'answer-unstorable')
  if (error instanceof AnswerOutdated) return new Refusal(409, 'conflict')
  if (error instanceof PlatformUnknown) return new Refusal(502, 'platform-unreachable')
  if (error instanceof CircuitOpen)
    return new Refusal(503, 'platform-unreachable', { retryAfterMs: error.retryAfterMs })
  if (error instanceof BudgetExhausted)
    return new Refusal(503, 'platform-busy', { retryAfterMs: error.retryAfterMs })
  if (error instanceof FieldTooLong)
    return new Refusal(400, 'invalid', { fields: [{ field: error.field, code: `too-long-${error.max}` }] })
  const { statusCode = 500 } = (error ?? {}) as Partial<FastifyError>
  if (statusCode === 413) return new Refusal(413, 'too-large')
  if (statusCode === 429) return new Refusal(429, 'too-many-requests')
  if (statusCode >= 400 && statusCode < 500) return new Refusal(statusCode, 'bad-request')
  if (isWriteRefused(error)) return new Refusal(503, 'cannot-keep', { retryAfterMs: 10_000 })
  if (isDatabaseAway(error) || isTimedOut(error)) return new Refusal(503, 'unavailable')
  return new Refusal(500, 'internal')
}

/** The problem document of a refusal; `language` chooses the sentences, the codes stay. */
export function problemOf(refusal: Refusal, language: Language, requestId: string): Problem {
  const { detail, fields, orderId, linkId, batchId, draft } = refusal.more
  return {
    status: refusal.status,
    code: refusal.code,
    title: problemWords(refusal.more.cause ?? refusal.code, language),
    ...(detail && { detail }),
    ...(fields && {
      fields: fields.map(({ field, code }) => ({ field, code, message: fieldWords(code, language, field) })),
    }),
    ...(orderId && { orderId }),
    ...(linkId && { linkId }),
    ...(batchId && { batchId }),
    ...(draft && { draft }),
    requestId,
  }
}

/** Answers an address that the router cannot parse, as a problem with the security headers. */
export function refuseBadAddress(publicUrl: string) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const refusal =
      error.code === 'FST_ERR_BAD_URL' ? new Refusal(400, 'bad-request') : new Refusal(404, 'not-found')
    void reply
      .code(refusal.status)
      .headers(bareHeaders(publicUrl))
      .type('application/problem+json')
      .send(JSON.stringify(problemOf(refusal, languageOf(request), request.id)))
  }
}

/** Malformed HTTP: minimal reply with the security headers, then close. */
export function refuseMalformed(publicUrl: string) {
  return (error: NodeJS.ErrnoException, socket: Duplex): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    const status = CLIENT_ERRORS[error.code ?? ''] ?? '400 Bad Request'
    const headers = { ...bareHeaders(publicUrl), connection: 'close', 'content-length': '0' }
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.end(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`)
  }
}

/** A problem of the Partner API leads to the page that explains its code. */
export function documented<Body extends object>(
  { url }: FastifyRequest,
  problem: Body,
  publicUrl: string,
): Body & { documentation_url?: string } {
  if (!url.startsWith(`${PARTNER_API}/`)) return problem
  const { code } = problem as { code?: string }
  return { ...problem, documentation_url: `${publicUrl}/developers/problems#${code}` }
}

export function registerProblems(app: FastifyInstance, portal: { publicUrl: string }): void {
  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error)
    if (refusal.status >= 500 && refusal.code === 'internal')
      request.log.error({ err: error }, 'request failed')
    if (refusal.more.retryAfterMs !== undefined)
      reply.header('retry-after', Math.max(1, Math.ceil(refusal.more.retryAfterMs / 1000)))
    return reply
      .code(refusal.status)
      .type('application/problem+json')
      .send(
        JSON.stringify(
          documented(request, problemOf(refusal, languageOf(request), request.id), portal.publicUrl),
        ),
      )
  })
  app.setNotFoundHandler(() => {
    throw new Refusal(404, 'not-found')
  })
}
