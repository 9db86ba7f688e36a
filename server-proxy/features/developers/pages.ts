import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeMarkdown } from './code-page.ts'
import { problemsMarkdown } from './problems-page.ts'
import { type Document, referenceMarkdown } from './reference-page.ts'
import { abandonedMarkdown, samplesMarkdown } from './samples.ts'

const DOCS = join(import.meta.dirname, '../../../docs')

type Page = { title: string; lang: 'en' | 'zh-CN'; write(portal: string, document: Document): string }

const fromDocs = (file: string) => (portal: string) =>
  readFileSync(join(DOCS, file), 'utf8')
    .replace('<!-- samples -->', samplesMarkdown)
    .replace('<!-- abandoned -->', abandonedMarkdown)
    .replaceAll('https://PORTAL', portal)
    .replaceAll(/\]\((\w+)\.md(#[\w-]+)?\)/g, '](/developers/$1$2)')

/** Every page below /developers, in the order of the navigation. */
export const PAGES: Record<string, Page> = {
  guide: { title: 'Guide', lang: 'en', write: fromDocs('developers.md') },
  zh: { title: '中文指南', lang: 'zh-CN', write: fromDocs('developers.zh.md') },
  embed: { title: 'Embedding', lang: 'en', write: fromDocs('embed.md') },
  webhooks: { title: 'Webhooks', lang: 'en', write: fromDocs('webhooks.md') },
  'partner-api': { title: 'Partner API', lang: 'en', write: fromDocs('partner-api.md') },
  reference: {
    title: 'API reference',
    lang: 'en',
    write: (_portal, document) => referenceMarkdown(document),
  },
  code: { title: 'Code', lang: 'en', write: codeMarkdown },
  problems: { title: 'Problems', lang: 'en', write: problemsMarkdown },
}
