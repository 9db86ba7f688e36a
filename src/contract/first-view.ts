/** What the page at an address asks first: the path of the API, and the bearer that is part of the address. */
export type FirstQuestion = { path: string; bearer: string }

/** Here and not in the endpoint rows, so that the first script carries no schema. */
export const PURCHASE_PATH = '/api/purchase'
export const OWN_ORDER_PATH = '/api/own-order'
const ASKED: Record<string, string> = { buy: PURCHASE_PATH, o: OWN_ORDER_PATH }

/** Null where a page asks nothing by its address alone. */
export function firstQuestion(pathname: string): FirstQuestion | null {
  const [, page = '', bearer = ''] = /^\/(buy|o)\/([\w-]{32})$/.exec(pathname) ?? []
  const path = ASKED[page]
  return path ? { path, bearer } : null
}

/** The element that holds the first answer, as JSON, where it came with the document. */
export const FIRST_ANSWER = 'first-answer'
/** The template that holds what starts the app, for after the first view is painted. */
export const APP_FILES = 'app-files'

/** A page as it looks before its app runs. */
export type FirstView = {
  html: string
  /** Of `<html lang>`. */
  lang: string
  /** The purchase itself says in which language it is spoken. */
  spoken: boolean
  /** The answer may come with the document: it holds nobody's particulars in full. */
  withAnswer: boolean
}

/** What the built `dist/.server/first-view.js` exports. `answer` is the parsed JSON; null where nothing was asked. */
export type RenderFirstView = (url: string, answer: unknown) => Promise<FirstView | null>
