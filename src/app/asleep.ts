/** Marks controls of the first view that do not work until the app runs. */
const MARK = 'data-asleep'

/** On `<html>`: hides a first view that differs from what this browser will show. */
export const ANEW = 'data-anew'

/** React's HTML with its controls visible but disabled until the app runs, so that no input is lost. */
export function asleep(html: string): string {
  // Texts and values contain no bare `<`. Controls that are disabled stay disabled.
  return html.replaceAll(
    /<(button|input|select|textarea)(?=[ >])(?![^>]* disabled="")/g,
    `<$1 ${MARK} disabled=""`,
  )
}

/** Enables the controls once the app runs. */
export function wake(root: HTMLElement): void {
  document.documentElement.removeAttribute(ANEW)
  for (const control of root.querySelectorAll(`[${MARK}]`)) {
    control.removeAttribute(MARK)
    control.removeAttribute('disabled')
  }
}
