import { expect, test } from 'vitest'
import { inertRecording } from './inert-recording.ts'

const node = (tagName: string, attributes: object, childNodes: object[] = []) => ({
  type: 2,
  id: 7,
  tagName,
  attributes,
  childNodes,
})
const snapshot = (...childNodes: object[]) => ({
  type: 2,
  timestamp: 1,
  data: { node: { type: 0, id: 1, childNodes }, initialOffset: { top: 0, left: 0 } },
})
const PLACE = '/api/orders/export'
const made = (event: object) => JSON.stringify(inertRecording([event]))

test.each([
  ['an image', node('img', { src: PLACE })],
  ['a set of images', node('img', { srcset: `${PLACE} 2x` })],
  ['a frame', node('iframe', { src: PLACE })],
  ['a frame with a document of its own', node('iframe', { srcdoc: `<img src="${PLACE}">` })],
  ['an object', node('object', { data: PLACE })],
  ['an embedded file', node('embed', { src: PLACE })],
  ['a sheet that is linked', node('link', { rel: 'stylesheet', href: PLACE })],
  ['a refresh', node('meta', { 'http-equiv': 'refresh', content: `0;url=${PLACE}` })],
  ['a base', node('base', { href: PLACE })],
  ['a form', node('form', { action: PLACE })],
  ['a button that sends elsewhere', node('button', { formaction: PLACE })],
  ['a table’s background', node('table', { background: PLACE })],
  ['a film', node('video', { poster: PLACE, src: PLACE })],
  ['a drawing', node('svg', {}, [node('image', { 'xlink:href': PLACE }), node('use', { href: PLACE })])],
  ['a style', node('div', { style: `background: url(${PLACE})` })],
  ['a style in capitals', node('div', { style: `background: URL( "${PLACE}" )` })],
  ['a style with escapes', node('div', { style: `background: u\\72l(${PLACE})` })],
  ['a style that is never closed', node('div', { style: `background: url(${PLACE}` })],
  ['a set of images in a style', node('div', { style: `background: image-set("${PLACE}" 1x)` })],
  ['a sheet as text', node('style', { _cssText: `@import "${PLACE}"; a { color: red }` })],
  ['an import with escapes', node('style', { _cssText: `@\\69mport "${PLACE}";` })],
  ['an animated address', node('image', {}, [node('animate', { attributeName: 'href', to: PLACE })])],
  ['an address that is set', node('image', {}, [node('svg:set', { attributeName: 'href', to: PLACE })])],
  ['an address in a list', node('img', { src: [PLACE] })],
  ['an attribute that is an object', node('div', { onclick: { a: PLACE } })],
  ['an image as rrweb keeps it', node('img', { rr_dataURL: PLACE })],
])('nothing of %s leads anywhere', (_what, element) => {
  expect(made(snapshot(element))).not.toContain('export')
})

test.each([
  ['an attribute that changes', { source: 0, attributes: [{ id: 7, attributes: { src: PLACE } }] }],
  [
    'a style that changes',
    { source: 0, attributes: [{ id: 7, attributes: { style: { background: `url(${PLACE})` } } }] },
  ],
  ['a node that is added', { source: 0, adds: [{ parentId: 1, node: node('img', { src: PLACE }) }] }],
  ['a text that becomes a sheet', { source: 0, texts: [{ id: 9, value: `@import "${PLACE}"` }] }],
  ['a rule that is added', { source: 8, adds: [{ rule: `a { background: url(${PLACE}) }` }] }],
  ['a font', { source: 10, fontSource: `url(${PLACE})` }],
  ['a canvas', { source: 9, commands: [{ property: 'drawImage', args: [{ src: PLACE }] }] }],
])('nothing of %s leads anywhere', (_what, data) => {
  expect(made({ type: 3, timestamp: 1, data })).not.toContain('export')
})

test.each([[['iframe']], [[['meta']]], [{ a: 1 }], [7], [null]])(
  'makes an empty box of a node named %j',
  (name) => {
    const named = { ...node('div', { content: `0;url=${PLACE}` }), tagName: name }
    expect(inertRecording([snapshot(named)])).toEqual([snapshot(node('div', {}))])
  },
)

test('keeps text, styles, data images and named drawings', () => {
  const event = snapshot(
    node('style', {
      _cssText: '.md\\:w-\\[calc\\(100\\%\\)\\]:not(.a) { width: calc(100% - 2px); color: rgb(1 2 3) }',
    }),
    node('p', { class: 'md:flex', 'data-personal': '', style: 'color: red; background: #fff' }, [
      { type: 3, id: 8, textContent: '保费 ¥36.00 (含税)' },
    ]),
    node('img', { src: 'data:image/png;base64,AAAA', alt: '天安财险' }),
    node('svg', {}, [node('use', { href: '#icon' })]),
  )
  expect(inertRecording([event])).toEqual([event])
  const style = {
    type: 3,
    timestamp: 1,
    data: { source: 0, attributes: [{ id: 7, attributes: { style: { background: '#fff' } } }] },
  }
  expect(inertRecording([style])).toEqual([style])
})

test('keeps a linked sheet recorded as text as a style', () => {
  expect(
    inertRecording([
      snapshot(node('link', { rel: 'stylesheet', href: '/x.css', _cssText: 'a { color: red }' })),
    ]),
  ).toEqual([snapshot(node('style', { _cssText: 'a { color: red }' }))])
})

test.each(['script', 'noscript'])('the text of a %s stays hidden', (tagName) => {
  const [event] = inertRecording([
    snapshot(node(tagName, { src: PLACE }, [{ type: 3, id: 8, textContent: 'x' }])),
  ])
  expect(event).toMatchObject(snapshot({ tagName: 'div', attributes: { style: 'display: none' } }))
})
