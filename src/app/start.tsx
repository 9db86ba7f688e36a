import { type ReactNode, startTransition, StrictMode, useLayoutEffect } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { createBrowserRouter, RouterContextProvider } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { clientContext } from '../api/client-context.ts'
import { keepFirstAnswer } from '../api/first-answer.ts'
import { createQueryClient } from '../api/query-client.ts'
import { firstQuestion } from '../contract/first-view.ts'
import { forgetTravellers } from '../lib/forget-travellers.ts'
import { elderWanted, showElder } from '../lib/elder.ts'
import { languageWanted } from '../lib/language.ts'
import { rememberedTheme, showTheme } from '../lib/theme.ts'
import { App } from './app.tsx'
import { ANEW, wake } from './asleep.ts'
import { loadPage, routes } from './router.tsx'

/** Starts the app. Hydrates the document's first view if it matches what this browser shows. */
export async function start(root: HTMLElement): Promise<void> {
  showTheme(rememberedTheme())
  showElder(elderWanted())
  forgetTravellers()
  const client = createQueryClient()
  const handle = await loadPage(location.pathname)
  const viewed = root.hasChildNodes()
  const question = firstQuestion(location.pathname)
  const known = viewed && question ? await keepFirstAnswer(client, question, handle) : true
  const getContext = () => new RouterContextProvider(new Map([[clientContext, client]]))
  const app = (
    <StrictMode>
      <Awake root={root}>
        <App client={client} language={languageWanted()}>
          <RouterProvider router={createBrowserRouter(routes, { getContext })} />
        </App>
      </Awake>
    </StrictMode>
  )
  if (viewed && known && !document.documentElement.hasAttribute(ANEW))
    // In a transition, so that the page stays responsive.
    startTransition(() => void hydrateRoot(root, app))
  else createRoot(root).render(app)
}

/** Runs before any component takes the focus. */
function Awake({ root, children }: { root: HTMLElement; children: ReactNode }) {
  useLayoutEffect(() => wake(root), [root])
  return children
}
