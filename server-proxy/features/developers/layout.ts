import { Marked, type Tokens } from 'marked'
import { PAGES } from './pages.ts'

/** Our own documents alone, so their HTML is trusted. */
const marked = new Marked({
  renderer: {
    heading({ tokens, depth, text }: Tokens.Heading): string {
      return `<h${depth} id="${slugOf(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`
    },
    code({ text }: Tokens.Code): string {
      return `<pre tabindex="0"><code>${escape(text)}</code></pre>\n`
    },
    table(token: Tokens.Table): string {
      const cells = (row: Tokens.TableCell[], tag: 'th' | 'td') =>
        `<tr>${row.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join('')}</tr>`
      const body = token.rows.map((row) => cells(row, 'td')).join('\n')
      return `<div class="scroll" tabindex="0"><table><thead>${cells(token.header, 'th')}</thead><tbody>${body}</tbody></table></div>\n`
    },
  },
})

const slugOf = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A whole page around Markdown. */
export function pageHtml(name: string, markdown: string): string {
  const { title, lang } = PAGES[name] ?? { title: '', lang: 'en' }
  const links = Object.entries(PAGES).map(
    ([key, page]) =>
      `<a href="/developers/${key}" lang="${page.lang}"${key === name ? ' aria-current="page"' : ''}>${page.title}</a>`,
  )
  const isChinese = lang === 'zh-CN'
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · 爱购保 Developers</title>
<link rel="stylesheet" href="/developers/style.css">
<link rel="alternate" type="text/markdown" href="/developers/${name}.md">
<script src="/developers/copy.js" data-copy="${isChinese ? '复制' : 'Copy'}" data-copied="${isChinese ? '已复制' : 'Copied'}" defer></script>
</head>
<body>
<a class="skip" href="#main">${isChinese ? '跳到正文' : 'Skip to content'}</a>
<header><a href="/developers"><strong>爱购保</strong> Developers</a></header>
<div class="frame">
<nav aria-label="${isChinese ? '文档' : 'Documentation'}">${links.join('\n')}</nav>
<main id="main">
${marked.parse(markdown) as string}
<p class="also"><a href="/developers/${name}.md">${isChinese ? '本页的 Markdown' : 'This page as Markdown'}</a></p>
</main>
</div>
</body>
</html>
`
}
