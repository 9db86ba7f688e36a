/** Marks what could not be used yet when it was painted. */
const MARK = 'data-asleep'

/** On `<html>`: what the document shows is not what this browser is going to see, and stays hidden until it does. */
export const ANEW = 'data-anew'

/** HTML of React's whose controls can be seen, but used only when the app is there: nothing typed or pressed is lost. */
export function asleep(html: string): string {
  // Neither texts nor values hold a bare `<`. What is disabled anyway stays so.
  return html.replaceAll(
    /<(button|input|select|textarea)(?=[ >])(?![^>]* disabled="")/g,
    `<$1 ${MARK} disabled=""`,
  )
}

/** The app is there. */
export function wake(root: HTMLElement): void {
  document.documentElement.removeAttribute(ANEW)
  for (const control of root.querySelectorAll(`[${MARK}]`)) {
    control.removeAttribute(MARK)
    control.removeAttribute('disabled')
  }
}
