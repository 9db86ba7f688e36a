/** The first API request of a page: path and bearer, both derived from the address. */
export type FirstQuestion = { path: string; bearer: string }

/** Here and not in the endpoint rows, so that the first script carries no schema. */
export const PURCHASE_PATH = '/api/purchase'
export const OWN_ORDER_PATH = '/api/own-order'
export const SESSION_PATH = '/api/session'
const ASKED: Record<string, string> = { buy: PURCHASE_PATH, o: OWN_ORDER_PATH }

/** Null if the address alone determines no request. */
export function firstQuestion(pathname: string): FirstQuestion | null {
  const [, page = '', bearer = ''] = /^\/(buy|o)\/([\w-]{32})$/.exec(pathname) ?? []
  const path = ASKED[page]
  return path ? { path, bearer } : null
}

/** Id of the element with the first response as JSON, if the document contains it. */
export const FIRST_ANSWER = 'first-answer'
/** Id of the template with the app's scripts, inserted after the first paint. */
export const APP_FILES = 'app-files'

/** The first view of a page, before the app runs. */
export type FirstView = {
  html: string
  /** Of `<html lang>`. */
  lang: string
  /** The purchase determines the language. */
  spoken: boolean
  /** True if the response contains no full personal data, so the document may include it. */
  withAnswer: boolean
}

/**
 * Exports of the built `dist/.server/first-view.js`. `answer` is the parsed JSON response; null without a request.
 */
export type RenderFirstView = (url: string, answer: unknown) => Promise<FirstView | null>
