import * as z from 'zod/mini'
import type { Endpoint } from '../contract/endpoints/endpoint.ts'
import type { Problem } from '../contract/problem.ts'
import { ProblemError, problemIn } from './request.ts'

const unread = (code: string): Problem => ({ status: 0, code, title: '' })

/** Uploads a file and returns the parsed response. `onSent` gets the progress, 0 to 1. Throws ProblemError. */
export function upload<Schema extends z.ZodMiniType>(
  { path, answers }: Endpoint & { answers: { 201: Schema } },
  file: Blob,
  { signal, onSent }: { signal: AbortSignal; onSent(share: number): void },
): Promise<z.infer<Schema>> {
  return new Promise((resolve, reject) => {
    // fetch reports no upload progress.
    const call = new XMLHttpRequest()
    const fail = (problem: Problem) => reject(new ProblemError(problem))
    call.open('POST', path)
    call.setRequestHeader('accept', 'application/json')
    call.setRequestHeader('content-type', file.type)
    call.upload.addEventListener('progress', ({ loaded, total }) => onSent(loaded / total))
    call.addEventListener('error', () => fail(unread('offline')))
    call.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))
    call.addEventListener('load', () => {
      const answer = jsonOf(call.responseText)
      if (call.status >= 400) return fail(problemIn(answer) ?? unread('internal'))
      const parsed = z.safeParse(answers[201], answer)
      if (parsed.success) resolve(parsed.data)
      else fail(unread('internal'))
    })
    signal.addEventListener('abort', () => call.abort())
    call.send(file)
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
