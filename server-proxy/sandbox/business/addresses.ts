import type { Platform } from '../platform.ts'
import type { Scenario } from './scenario.ts'

const HOSTILE: Partial<Record<Scenario['urls'], string>> = {
  script: 'javascript:alert(document.domain)',
  file: 'file:///etc/passwd',
  private: 'http://169.254.169.254/latest/meta-data/',
  lookalike: 'https://apiagb.aigobo.cn@evil.example/',
  missing: '',
}

/** The URL of a sandbox page, well formed or faulty as the scenario sets. `path` begins with a slash. */
export function pageUrl({ origin }: Platform, urls: Scenario['urls'], path: string): string {
  const plain = `${origin}${path}`
  if (urls === 'schemeless') return plain.replace(/^https?:/, '')
  if (urls === 'https') return plain.replace(/^http:/, 'https:')
  return HOSTILE[urls] ?? plain
}

/** The address of one of our files; some kinds point elsewhere on purpose. */
export function fileUrl(platform: Platform, urls: Scenario['urls'], path: string): string {
  const odd = ['redirect', 'html', 'huge', 'slow'].includes(urls)
  return odd ? `${platform.origin}/odd/${urls}${path}` : pageUrl(platform, urls, path)
}

/** Logos have no scheme, as in the document's examples. */
export function logoUrl(platform: Platform, urls: Scenario['urls'], productCode: string): string {
  return fileUrl(platform, urls === 'http' ? 'schemeless' : urls, `/logos/${productCode}.png`)
}
