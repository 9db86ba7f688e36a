import { writeFileSync } from 'node:fs'
import { CHANNEL_WORDS, GLOSSARY, ORDER_STATUS_WORDS } from '#contract/glossary.ts'

/** The text of docs/glossary.md. */
export function glossaryPage(): string {
  const terms = Object.entries(GLOSSARY).map(([subject, list]) =>
    section(
      subject,
      ['中文', 'name', 'platform', 'meaning'],
      list.map(({ zh, name, platform = '', meaning = '' }) => [zh, `**${name}**`, platform, meaning]),
    ),
  )
  return [
    '# Glossary',
    'Made from `src/contract/glossary.ts` by `npm run glossary`. One word names one thing, on pages, in code and in SQL.',
    ...terms,
    section('States of an order', ['中文', 'name', 'English'], rows(ORDER_STATUS_WORDS)),
    section('Channels of an order', ['中文', 'name', 'English'], rows(CHANNEL_WORDS)),
  ]
    .join('\n\n')
    .concat('\n')
}

const rows = (words: Record<string, { zh: string; en: string }>) =>
  Object.entries(words).map(([name, { zh, en }]) => [zh, `**${name}**`, en])

function section(title: string, head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  return [`## ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

if (import.meta.main) writeFileSync(new URL('../../docs/glossary.md', import.meta.url), glossaryPage())
