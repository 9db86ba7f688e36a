import { expect, type Page } from '@playwright/test'

/** After an act that removes its button, the focus is on the result or a heading, never lost to the page's body. */
export const focusIsKept = (page: Page) =>
  expect.poll(() => page.evaluate<string>('document.activeElement.tagName')).not.toBe('BODY')
