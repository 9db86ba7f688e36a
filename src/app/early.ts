// A separate script of a few hundred bytes that runs before the app. It starts the first requests and sets the theme
// while the app loads.
import { askEarly } from '../api/early.ts'
import { APP_FILES } from '../contract/first-view.ts'
import { elderWanted, showElder } from '../lib/elder.ts'
import { LANG, languageWanted } from '../lib/language.ts'
import { rememberedTheme, showTheme } from '../lib/theme.ts'
import { ANEW } from './asleep.ts'

const page = document.documentElement
const EARLY = 'data-early'

/** The document includes this script twice, in case one request fails. */
const isFirst = !page.hasAttribute(EARLY)
page.setAttribute(EARLY, '')
if (isFirst) askEarly()
showTheme(rememberedTheme())
showElder(elderWanted())
// A restored step or another language differs from the document's first view.
const cameBack = (history.state as { usr?: unknown } | null)?.usr != null
if (isFirst && (cameBack || page.lang !== LANG[languageWanted()])) page.setAttribute(ANEW, '')

/** If the document contains a first view, the app loads after the first paint so as not to delay it. */
function startApp(): void {
  const files = document.getElementById(APP_FILES)
  if (files instanceof HTMLTemplateElement) document.head.append(files.content)
}
new PerformanceObserver(startApp).observe({ type: 'paint', buffered: true })
// Background tabs do not paint.
addEventListener('load', () => setTimeout(startApp, 200))

// The file no longer exists: show the `noscript` content.
addEventListener(
  'error',
  ({ target }) => {
    const note = document.querySelector('noscript')
    const isOfApp = target instanceof HTMLScriptElement && target.type === 'module'
    if (isOfApp && note?.textContent) note.outerHTML = note.textContent
  },
  true,
)
