import { html } from '../pages/html.ts'

/** An example of a partner's travel site: a tour, the insurance beside it, and the events of the frame. */
export function partnerPage(): string {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>湖畔旅行 - 示范网站</title>
<link rel="icon" href="/sandbox/assets/mark.svg">
<link rel="stylesheet" href="/partner/partner.css">
<script src="/partner/partner.js" defer></script>
</head>
<body>
<p class="band">示范网站：演示合作网站怎样嵌入保险，与门户不是同一个来源</p>
<header><b>湖畔旅行</b><nav aria-label="示范网站"><span>跟团游</span><span>自由行</span><span>签证</span></nav></header>
<main>
<h1>云南五日 · 大理与丽江</h1>
<p class="facts">每周六出发，2 人成团，含往返机票与四晚住宿。</p>
<section aria-labelledby="insurance"><h2 id="insurance">旅行保险</h2><div id="place"></div></section>
<section aria-labelledby="events"><h2 id="events">网页收到的事件</h2><ol id="log" aria-live="polite"></ol></section>
</main>
</body>
</html>`.text
}
