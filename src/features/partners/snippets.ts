import { embedLink } from '../../contract/paths.ts'
import type { SnippetFor } from '../../contract/token-snippets.ts'

export type ElementFor = SnippetFor & {
  mode: 'inline' | 'popup' | 'card'
  plan: string
  language: string
  scheme: string
  accent: string
  radius: string
  /** A pinned script has its integrity. */
  loader: { path: string; integrity: string | null }
}

const attribute = (name: string, value: string) =>
  value ? `\n  ${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"` : ''

/** The snippet for the partner's page. */
export function htmlSnippet(of: ElementFor): string {
  const attributes = [
    attribute('partner', of.partner),
    attribute('mode', of.mode),
    attribute('product', of.product),
    attribute('plan', of.plan),
    attribute('language', of.language),
    attribute('scheme', of.scheme === 'light' ? '' : of.scheme),
    attribute('accent', of.accent),
    attribute('radius', of.radius),
    attribute('token-url', '/aigobo-token'),
  ].join('')
  // The link works where the script never arrives.
  const link = `${of.portal}${embedLink}?partner=${of.partner}&amp;product=${encodeURIComponent(of.product)}`
  const isEnglish = of.language === 'en'
  const label = isEnglish ? 'Insure this trip' : '为这趟行程投保'
  const { path, integrity } = of.loader
  const sealed = integrity ? ` integrity="${integrity}" crossorigin="anonymous"` : ''
  return `<!doctype html>
<html lang="${isEnglish ? 'en' : 'zh-CN'}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${label}</title>
<script src="${of.portal}${path}"${sealed} async></script>
<aigobo-portal${attributes}
><a href="${link}">${label}</a></aigobo-portal>
<script>
  const portal = document.querySelector('aigobo-portal')
  portal.addEventListener('aigobo-ordered', ({ detail }) => console.log(detail.order, detail.reference))
  portal.addEventListener('aigobo-error', ({ detail }) => console.error(detail.code, detail.reason, detail.claim))
</script>
</html>
`
}
