import type { Problem } from '../contract/problem.ts'
import { PATIENCE_MS, takeEarly } from './early.ts'
import { stepUp } from './step-up.ts'

/** A request that was rejected or, with code `offline`, got no response. */
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

/** Browsers allow 64 KiB of keepalive requests per page. The trail's last report takes up to 4 KiB. */
const KEEPALIVE_BYTES = 60 * 1024
const outlives = (text = '') => new Blob([text]).size <= KEEPALIVE_BYTES

/**
 * Returns the status and the JSON, `undefined` for 204 and null if the body is not JSON. Throws ProblemError. A request
 * that needs a fresh proof of identity is repeated once the user gave it.
 */
export async function send(path: string, options: Options): Promise<{ status: number; json: unknown }> {
  try {
    return await sendOnce(path, options)
  } catch (error) {
    if (!(error instanceof ProblemError) || !needsProof(error.problem) || !(await stepUp())) throw error
    return sendOnce(path, options)
  }
}

const needsProof = ({ status, code }: Problem) => status === 403 && code === 'step-up-required'

async function sendOnce(
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
  throw new ProblemError(problemIn(json) ?? unreadable(status))
}

/** Downloads a file and its name from the BFF. Throws ProblemError. */
export async function requestFile(path: string): Promise<{ file: Blob; name: string }> {
  const response = await fetch(path, { signal: AbortSignal.timeout(FILE_PATIENCE_MS) }).catch(() => {
    throw new ProblemError(OFFLINE)
  })
  if (!response.ok) {
    const problem = problemIn(await response.json().catch(() => null))
    throw new ProblemError(problem ?? unreadable(response.status))
  }
  const file = await response.blob().catch(() => {
    throw new ProblemError(OFFLINE)
  })
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  return { file, name: name ?? 'file' }
}

/** The BFF's problem in a response; null in a response of anybody else. */
export function problemIn(json: unknown): Problem | null {
  const problem = json as Problem | null
  return typeof problem?.code === 'string' && typeof problem.status === 'number' ? problem : null
}

/** A response that is not from the portal, for example from a proxy while the portal is down. */
function unreadable(status: number): Problem {
  return { status, code: status >= 502 && status <= 504 ? 'unavailable' : 'internal', title: '' }
}
