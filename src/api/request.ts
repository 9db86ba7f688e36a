import * as z from 'zod/mini'
import { Problem } from '../contract/problems.ts'
import { PATIENCE_MS, takeEarly } from './early.ts'

/** A request that was refused, or (code `offline`) never answered. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.title)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

type Options = {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  body?: unknown
  headers?: Record<string, string>
  keepalive?: boolean
}

const FILE_PATIENCE_MS = 120_000
const OFFLINE: Problem = { status: 0, code: 'offline', title: '' }
export const UNREADABLE: Problem = { status: 0, code: 'internal', title: '' }

/** Browsers let 64 KiB of keepalive requests outlive a page; the last report of the trail takes up to 4. */
const KEEPALIVE_BYTES = 60 * 1024
const outlives = (text = '') => new Blob([text]).size <= KEEPALIVE_BYTES

/** Returns the status and the JSON of a success, `undefined` for 204 and null where it is no JSON; throws ProblemError. */
export async function send(
  path: string,
  { method = 'GET', body, headers, keepalive }: Options,
): Promise<{ status: number; json: unknown }> {
  const text = body === undefined ? undefined : JSON.stringify(body)
  let response: Response
  try {
    const early = method === 'GET' ? takeEarly(path, headers?.['authorization']) : undefined
    response = await (early ??
      fetch(path, {
        method,
        headers: {
          accept: 'application/json',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(text !== undefined && { body: text }),
        ...(keepalive && outlives(text) && { keepalive }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      }))
  } catch {
    throw new ProblemError(OFFLINE)
  }
  const { status } = response
  const json: unknown = status === 204 ? undefined : await response.json().catch(() => null)
  if (response.ok) return { status, json }
  const problem = z.safeParse(Problem, json)
  throw new ProblemError(problem.success ? problem.data : unreadable(status))
}

/** A file, and the name that the BFF gives it; throws ProblemError. */
export async function requestFile(path: string): Promise<{ file: Blob; name: string }> {
  const response = await fetch(path, { signal: AbortSignal.timeout(FILE_PATIENCE_MS) }).catch(() => {
    throw new ProblemError(OFFLINE)
  })
  if (!response.ok) {
    const problem = z.safeParse(Problem, await response.json().catch(() => null))
    throw new ProblemError(problem.success ? problem.data : unreadable(response.status))
  }
  const file = await response.blob().catch(() => {
    throw new ProblemError(OFFLINE)
  })
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  return { file, name: name ?? 'file' }
}

/** An answer that is not the portal's: of a proxy before it, while the portal itself is away. */
function unreadable(status: number): Problem {
  return { status, code: status >= 502 && status <= 504 ? 'unavailable' : 'internal', title: '' }
}
