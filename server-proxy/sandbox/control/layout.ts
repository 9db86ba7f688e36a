import { html, type Html } from '../pages/html.ts'

const NAV = [
  ['/sandbox', '总览'],
  ['/sandbox/calls', '调用'],
  ['/sandbox/orders', '订单'],
  ['/sandbox/notifications', '通知'],
  ['/sandbox/verify', '验签'],
  ['/sandbox/magic', '演练输入'],
] as const

/** The frame of the control page. */
export function controlPage(path: string, title: string, main: Html): string {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - 沙箱控制台</title>
<link rel="icon" href="/sandbox/assets/mark.svg">
<link rel="stylesheet" href="/sandbox/assets/control.css">
</head>
<body>
<header><b>爱购保沙箱</b><nav>${NAV.map(
    ([href, name]) => html`<a href="${href}"${href === path ? html` aria-current="page"` : ''}>${name}</a>`,
  )}</nav></header>
<main><h1>${title}</h1>${main}</main>
</body>
</html>`.text
}

/** yyyy-MM-dd HH:mm:ss of a true instant, Asia/Shanghai. */
export const clock = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

export const table = (heads: readonly string[], rows: readonly Html[], empty: string) =>
  rows.length === 0
    ? html`<p class="none">${empty}</p>`
    : html`<div class="scroll" tabindex="0"><table><thead><tr>${heads.map((head) => html`<th>${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`
