import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type FirstView, firstQuestion, type RenderFirstView } from '#contract/first-view.ts'

/** A page is not kept waiting for long: its app asks again, and can tell what is wrong. */
const PATIENCE_MS = 1_000
/** Beyond it a page is not worth the while that it holds up everybody else; characters of JSON. */
const MOST = 16_000

/** A page as it is shown before its app runs, and the answer it was made of where that may come along. */
export type Shown = FirstView & { answer: string | null }

/**
 * Renders first views with what the browser's side was built to. The answer shown is the one that the very route gives
 * which the page would ask, by the same bearer. Null where the page comes bare: whatever was refused, is away or slow.
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
    const answer = await Promise.race([asked, pause(PATIENCE_MS, undefined, { ref: false })])
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
