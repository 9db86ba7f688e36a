import type { Frame, Page } from '@playwright/test'

/**
 * Controls smaller than `least` px in either direction, and text smaller than `text` px.
 * `lowLinks`: links within a sentence may be as high as their line.
 */
export const small = (page: Page | Frame, least: number, text: number, lowLinks = false) =>
  page.evaluate<string[]>(`(() => {
    const shown = (one) => one.checkVisibility({ visibilityProperty: true })
    const found = []
    for (const one of document.querySelectorAll('.customer :is(a, button, summary, select, input)')) {
      const target = one.matches('[type=radio], [type=checkbox]') ? (one.closest('label') ?? one) : one
      const { width, height, bottom } = target.getBoundingClientRect()
      const around = target.parentElement?.textContent.trim() !== target.textContent.trim()
      const within = ${lowLinks} && around && target.matches('a') && getComputedStyle(target).display === 'inline'
      // The link that skips to the content shows only with the focus.
      if (!shown(target) || bottom < 0 || within) continue
      if (height < ${least} - 0.5 || width < ${least} - 0.5)
        found.push(Math.round(width) + '×' + Math.round(height) + ' ' + target.outerHTML.slice(0, 120))
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      if (!parent || !node.textContent.trim() || !parent.closest('.customer') || !shown(parent)) continue
      const size = Number.parseFloat(getComputedStyle(parent).fontSize)
      if (size < ${text}) found.push(size + 'px ' + node.textContent.slice(0, 40))
    }
    return [...new Set(found)]
  })()`)
