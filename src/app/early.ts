// A script by itself, a few hundred bytes that are there long before the app: what else would keep the app waiting is
// done while the app is on its way. Storage answers slowly the first time it is asked; the look is right at once.
import { askEarly } from '../api/early.ts'
import { APP_FILES } from '../contract/first-view.ts'
import { LANG, languageWanted } from '../lib/language.ts'
import { rememberedTheme, showTheme } from '../lib/theme.ts'
import { ANEW } from './asleep.ts'

const page = document.documentElement
const EARLY = 'data-early'

/** The document names this script twice, in case it is lost once. */
const isFirst = !page.hasAttribute(EARLY)
page.setAttribute(EARLY, '')
if (isFirst) askEarly()
showTheme(rememberedTheme())
// Who comes back into the midst of it sees another screen than the document's, and so does who reads another language.
const cameBack = (history.state as { usr?: unknown } | null)?.usr != null
if (isFirst && (cameBack || page.lang !== LANG[languageWanted()])) page.setAttribute(ANEW, '')

/** Where the first view comes with the page the app waits until it is painted: it would only hold it up. */
function startApp(): void {
  const files = document.getElementById(APP_FILES)
  if (files instanceof HTMLTemplateElement) document.head.append(files.content)
}
new PerformanceObserver(startApp).observe({ type: 'paint', buffered: true })
// A tab in the background is not painted.
addEventListener('load', () => setTimeout(startApp, 200))

// A file that is no longer there: the page says what it says where scripts are off.
addEventListener(
  'error',
  ({ target }) => {
    const note = document.querySelector('noscript')
    const isOfApp = target instanceof HTMLScriptElement && target.type === 'module'
    if (isOfApp && note?.textContent) note.outerHTML = note.textContent
  },
  true,
)
