import { html, type Html } from './html.ts'

export const STEPS = ['填写投保信息', '确认支付', '完成'] as const

/** The frame of the customer's pages: the band, the platform's head and foot, and the current step. */
export function layout(
  title: string,
  main: Html,
  { step, scripts = [] }: { step?: number; scripts?: string[] } = {},
): string {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title} - 爱购保</title>
<link rel="icon" href="/sandbox/assets/mark.svg">
<link rel="stylesheet" href="/sandbox/assets/pages.css">
${scripts.map((name) => html`<script src="/sandbox/assets/${name}" defer></script>\n`)}</head>
<body>
<header class="head"><p class="band">沙箱：模拟的平台，不会扣款，也不产生保单</p><div class="wide">
<span class="brand"><img src="/sandbox/assets/mark.svg" alt="" width="28" height="28">爱购保</span>
<span class="brand-note">在线投保服务</span>
${step !== undefined && stepsOf(step)}</div></header>
<main class="wide">${main}</main>
<footer class="foot wide">爱购保保险服务平台（沙箱） · 客服时间 每日 8:00–22:00</footer>
</body>
</html>`.text
}

function stepsOf(step: number): Html {
  return html`<ol class="steps">${STEPS.map(
    (name, place) =>
      html`<li${place === step ? html` aria-current="step"` : ''} class="${place < step ? 'done' : ''}"><i>${place + 1}</i>${name}</li>`,
  )}</ol>`
}

/** A page with a short message and at most one action. */
export function messagePage(title: string, text: string): string {
  return layout(
    title,
    html`<section class="card result"><span class="stamp plain">i</span><h1>${title}</h1><p>${text}</p></section>`,
  )
}
