/** The page that plays a recording from disk; an exported copy has a signed file inside. */
export const VIEWER_FILE = '/viewer.html'
/** The element with the signed file as base64: a template's content is never run. */
export const EVIDENCE_ID = 'evidence'
const OPEN = `<template id="${EVIDENCE_ID}">`
const CLOSE = '</template>'
const DOCTYPE = '<!doctype html>'

/** Puts a signed file (base64) into the viewer page. */
export function withEvidence(page: string, base64: string): string {
  const at = page.indexOf(OPEN)
  if (!page.startsWith(DOCTYPE) || at < 0) throw new Error('this is not the viewer page')
  return page.slice(0, at + OPEN.length) + base64 + page.slice(at + OPEN.length)
}

/**
 * The signed file inside an exported page. Any other file is returned as it is, and so is a page with two files: only one
 * of them would be shown.
 */
export function evidenceIn(file: Uint8Array): Uint8Array {
  const decoder = new TextDecoder()
  if (decoder.decode(file.subarray(0, DOCTYPE.length)) !== DOCTYPE) return file
  const text = decoder.decode(file)
  const start = text.indexOf(OPEN) + OPEN.length
  if (text.indexOf(OPEN, start) >= 0) return file
  return start < OPEN.length ? file : (fromBase64(text.slice(start, text.indexOf(CLOSE, start))) ?? file)
}

/** Null if it is no base64. */
export function fromBase64(base64: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
  } catch {
    return null
  }
}
