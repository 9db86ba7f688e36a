// A separate bundle that the BFF runs to render a page's first view with the app's own components.
import { renderToString } from 'react-dom/server'
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router'
import { createQueryClient } from '../api/query-client.ts'
import { firstQuestion, PURCHASE_PATH, type RenderFirstView } from '../contract/first-view.ts'
import * as paths from '../contract/paths.ts'
import { holdsPeople, type Purchase } from '../contract/purchases.ts'
import { LANG, type Language, languageIn } from '../lib/language.ts'
import { App } from './app.tsx'
import { asleep } from './asleep.ts'
import { loadPage, routes } from './router.tsx'

await Promise.all(
  [paths.to(paths.buy, { token: 'token' }), paths.to(paths.ownOrder, { token: 'token' }), paths.signIn].map(
    loadPage,
  ),
)
const { query, dataRoutes } = createStaticHandler(routes)

/** Null if the document contains no first view. */
export const renderFirstView: RenderFirstView = async (url, answer) => {
  const { pathname, search } = new URL(url, 'http://portal')
  const handle = await loadPage(pathname)
  const client = createQueryClient()
  const question = firstQuestion(pathname)
  if (question) {
    if (!handle) return null
    const { queryKey, read } = handle.first(question.bearer)
    client.setQueryData(queryKey, read(answer))
  }
  const purchase = question?.path === PURCHASE_PATH ? (answer as Purchase) : null
  // Other screens show people or require proof, so they are loaded on demand.
  if (purchase && (purchase.order || purchase.locked || purchase.step !== 'product')) return null
  const asked = languageIn(search)
  const spoken = asked ? null : (purchase?.language ?? null)
  const language: Language = asked ?? spoken ?? 'zh'
  const context = await query(new Request(new URL(url, 'http://portal')))
  if (context instanceof Response) return null
  const html = renderToString(
    <App client={client} language={language}>
      <StaticRouterProvider
        router={createStaticRouter(dataRoutes, context)}
        context={context}
        hydrate={false}
      />
    </App>,
  )
  return {
    // No preload hints needed: the images are in the same document.
    html: asleep(html.replace(/^(<link rel="preload" as="image"[^>]*>)+/, '')),
    lang: LANG[language],
    spoken: spoken !== null,
    // Chat apps fetch links for previews, so the document contains no personal data.
    withAnswer: !purchase || !holdsPeople(purchase.draft),
  }
}
