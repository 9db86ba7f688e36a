import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type FirstView, firstQuestion, type RenderFirstView } from '#contract/first-view.ts'

/** Maximum wait for a first view. Without one the app asks again and reports faults. */
const TIMEOUT_MS = 1_000
/** Rendering a larger answer would block other requests; characters of JSON. */
const MOST = 16_000

/** A page's first view, with the answer it was made from when that may be embedded. */
export type Shown = FirstView & { answer: string | null }

/**
 * Renders first views with the built browser code, from the answer of the route that the page would ask with
 * the same bearer. Null (bare page) when that was refused, unavailable or slow.
 */
export async function openFirstViews(
  app: FastifyInstance,
  dist: string,
): Promise<(request: FastifyRequest) => Promise<Shown | null>> {
  const file = pathToFileURL(join(dist, '.server', 'first-view.js')).href
  const { renderFirstView } = (await import(file)) as { renderFirstView: RenderFirstView }

  async function answerOf({ url }: FastifyRequest): Promise<string | null | undefined> {
    const question = firstQuestion(new URL(url, 'http://portal').pathname)
    if (!question) return null
    const headers = { accept: 'application/json', authorization: `Bearer ${question.bearer}` }
    const asked = app.inject({ url: question.path, headers })
    const answer = await Promise.race([asked, pause(TIMEOUT_MS, undefined, { ref: false })])
    return answer?.statusCode === 200 && answer.payload.length <= MOST ? answer.payload : undefined
  }

  return async (request) => {
    try {
      const answer = await answerOf(request)
      if (answer === undefined) return null
      const view = await renderFirstView(request.url, answer && JSON.parse(answer))
      return view && { ...view, answer: view.withAnswer ? answer : null }
    } catch (error) {
      request.log.error({ err: error }, 'a first view could not be made')
      return null
    }
  }
}
