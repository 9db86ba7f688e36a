import { ProblemError } from '../../api/request.ts'

/** Code that the first screen does not need to render: the response parser and the rules. A press waits for it. */
export const loadApi = once(() => import('./api.ts'))
export const loadRules = once(() => import('../../contract/purchase-rules.ts'))
export type Rules = Awaited<ReturnType<typeof loadRules>>

/** Once loaded, it costs a microtask, so that a page can save while it closes. */
function once<Module>(load: () => Promise<Module>): () => Promise<Module> {
  let there: Module | undefined
  return async () =>
    (there ??= await load().catch(() => {
      throw new ProblemError({ status: 0, code: 'offline', title: '' })
    }))
}
