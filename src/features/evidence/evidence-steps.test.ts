import { expect, test } from 'vitest'
import type { TrailEntry } from '../../contract/trail.ts'
import {
  consentsOf,
  gapsOf,
  lateArrival,
  placedBy,
  readDocuments,
  stepsOf,
  timeOf,
} from './evidence-steps.ts'

let n = 0
const entry = (
  seq: number | null,
  kind: TrailEntry['kind'],
  detail: TrailEntry['detail'] = {},
  visit = 'a',
) => ({
  n: ++n,
  at: '2026-01-01T00:00:00.000Z',
  kind,
  visit,
  seq,
  saidAt: seq === null ? null : new Date(Date.UTC(2026, 0, 1) + seq * 1_000).toISOString(),
  actedAt: null,
  detail,
})
const document = { id: 'd', title: '条款', version: '1' }

test('marks gaps before the next entry, per page load', () => {
  const entries = [
    entry(null, 'visit'),
    entry(1, 'enter', { page: 'product' }),
    entry(4, 'press'),
    entry(2, 'press', {}, 'b'),
    entry(5, 'press'),
  ]
  expect(gapsOf(entries)).toEqual([
    { kind: 'gap', visit: 'a', from: 2, to: 3 },
    { kind: 'gap', visit: 'b', from: 1, to: 1 },
  ])
  expect(stepsOf(entries).map((step) => (step.kind === 'gap' ? 'gap' : step.entry.kind))).toEqual([
    'visit',
    'enter',
    'gap',
    'press',
    'gap',
    'press',
    'press',
  ])
})

/** How long each page was visible. */
const staysOf = (entries: TrailEntry[]) =>
  stepsOf(entries).flatMap((step) =>
    step.kind === 'entry' && step.entry.kind === 'enter' ? [step.stay] : [],
  )

test('a page without an end lasts until its last event', () => {
  expect(
    staysOf([
      entry(1, 'enter', { page: 'product' }),
      entry(3, 'press'),
      entry(60, 'enter', { page: 'period' }),
      entry(90, 'enter', { page: 'product' }),
      entry(95, 'leave', { page: 'product' }),
    ]),
  ).toEqual([2_000, null, 5_000])
})

test('excludes background time', () => {
  expect(
    staysOf([
      entry(1, 'enter', { page: 'review' }),
      entry(5, 'hidden'),
      entry(3_000, 'visible'),
      entry(3_010, 'leave', { page: 'review' }),
    ]),
  ).toEqual([14_000])
})

test('a page lasts until it is left, or until its last event', () => {
  const entries = [
    entry(1, 'enter', { page: 'product' }),
    entry(2, 'enter', { page: 'document', document }),
    entry(5, 'leave', { page: 'product' }),
    entry(8, 'leave', { page: 'document', document }),
    entry(9, 'enter', { page: 'ordered' }),
    entry(12, 'hidden'),
  ]
  const stays = stepsOf(entries).flatMap((step) =>
    step.kind === 'entry' && step.stay !== null ? step.stay : [],
  )
  expect(stays).toEqual([4_000, 6_000, 3_000])
  const kept = { ...document, kind: 'terms' as const, url: null, sha256: '' }
  const never = { ...kept, id: 'never' }
  expect(readDocuments({ documents: [kept, never], entries })).toMatchObject([
    { opened: true, read: 6_000 },
    { opened: false, read: null },
  ])
})

test('a consent has its last state and wording', () => {
  const entries = [
    entry(1, 'consent', { consent: 'truth', given: true, words: '真实' }),
    entry(2, 'consent', { consent: 'privacy', given: true, words: '提供' }),
    entry(3, 'consent', { consent: 'truth', given: false, words: '真实' }),
  ]
  expect(consentsOf(entries).map(({ id, given, words }) => [id, given, words])).toEqual([
    ['truth', false, '真实'],
    ['privacy', true, '提供'],
  ])
})

test('pages opened after the order do not change its reading times and consents', () => {
  const truth = { consent: 'truth', words: '属实' }
  const entries = [
    entry(1, 'consent', { ...truth, given: true }),
    entry(null, 'placed', { consents: [{ id: 'truth' }, { id: 'd', title: '条款' }] }),
    // The page was offline before.
    entry(2, 'consent', { consent: 'privacy', words: '提供', given: true }, 'a'),
    ...[
      entry(1, 'enter', { page: 'document', document }, 'late'),
      entry(2, 'leave', { page: 'document', document }, 'late'),
      entry(3, 'consent', { ...truth, words: '别的', given: false }, 'late'),
    ].map((one) => ({ ...one, at: '2026-01-01T00:03:00.000Z' })),
  ]
  const kept = { ...document, kind: 'terms' as const, url: null, sha256: '' }
  expect(readDocuments({ documents: [kept], entries })).toMatchObject([{ opened: false, read: null }])
  expect(consentsOf(entries)).toMatchObject([
    { id: 'truth', words: '属实', given: true },
    { id: 'd', words: '条款', given: true },
    { id: 'privacy', words: '提供', given: true },
  ])
})

test('shows the corrected time of an act, and its arrival time when that is clearly later', () => {
  const act = { ...entry(1, 'press'), at: '2026-01-01T00:01:00.000Z' }
  expect([timeOf(act), lateArrival(act)]).toEqual([act.at, null])
  const offline = { ...act, actedAt: '2026-01-01T00:00:30.000Z' }
  expect([timeOf(offline), lateArrival(offline)]).toEqual([offline.actedAt, act.at])
  const online = { ...act, actedAt: '2026-01-01T00:00:58.000Z' }
  expect([timeOf(online), lateArrival(online)]).toEqual([online.actedAt, null])
})

test('a consent ticked offline has its arrival beside its time', () => {
  const ticked = entry(1, 'consent', { consent: 'truth', words: '属实', given: true })
  const offline = { ...ticked, at: '2026-01-01T00:01:00.000Z', actedAt: '2026-01-01T00:00:02.000Z' }
  expect(consentsOf([offline])).toMatchObject([
    { at: offline.actedAt, saidAt: offline.saidAt, arrived: offline.at },
  ])
  expect(consentsOf([ticked])).toMatchObject([{ arrived: null }])
})

test('separates the ticked sentence from the paragraphs that its screen showed', () => {
  const words = '请先阅读。\n不赔：\n高原旅行\n\n我已阅读'
  expect(consentsOf([entry(1, 'consent', { consent: 'notice', words, given: true })])).toMatchObject([
    { words: '我已阅读', shown: ['请先阅读。', '不赔：', '高原旅行'] },
  ])
})

test.each([
  ['customer', { channel: 'partner' }],
  ['customer', { channel: 'link' }],
  ['staff', { channel: 'staff', actor: 'admin' }],
  ['partner', { channel: 'partner', actor: 'partner:acme' }],
] as const)('says %s placed an order that began as %o', (by, detail) => {
  expect(placedBy([entry(null, 'begun', detail)])).toBe(by)
})

const at = (second: number) => new Date(Date.UTC(2026, 0, 1) + second * 1_000).toISOString()

test('lists acts by the time that is shown, not by their arrival', () => {
  const late = { ...entry(1, 'enter', { page: 'product' }), at: at(90), actedAt: at(5) }
  const early = { ...entry(2, 'press', { press: 'next' }), at: at(60) }
  const told = { ...entry(null, 'order', { fact: 'paid', at: at(30) }), at: at(99) }
  const shown = stepsOf([early, late, told]).map((step) => step.kind === 'entry' && timeOf(step.entry))
  expect(shown).toEqual([at(5), at(30), at(60)])
})

test('tells once that the order was placed', () => {
  const order = entry(null, 'order', { fact: 'placed' })
  const kinds = (entries: TrailEntry[]) =>
    stepsOf(entries).map((step) => step.kind === 'entry' && step.entry.kind)
  expect(kinds([entry(null, 'placed'), order])).toEqual(['placed'])
  expect(kinds([order])).toEqual(['order'])
})
