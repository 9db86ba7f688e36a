import { ProblemError } from '../../api/request.ts'

/** What the first screen shows without: the parser of responses and the rules, which it waits for when pressed. */
export const loadApi = once(() => import('./api.ts'))
export const loadRules = once(() => import('../../contract/purchase-rules.ts'))
export type Rules = Awaited<ReturnType<typeof loadRules>>

/** Once it is there, nothing but a microtask is waited for, so that a page can save while it is left. */
function once<Module>(load: () => Promise<Module>): () => Promise<Module> {
  let there: Module | undefined
  return async () =>
    (there ??= await load().catch(() => {
      throw new ProblemError({ status: 0, code: 'offline', title: '' })
    }))
}
