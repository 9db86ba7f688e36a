import { cleanValue } from '../contract/people-clean.ts'
import type { CardType } from '../contract/people.ts'
import { writtenDay } from '../lib/written-day.ts'
import { dayFirst, dayOf } from './cell-words.ts'
import { documentByNumber, documentOf } from './document-words.ts'
import type { Fact } from './line-facts.ts'
import { DOCUMENT_WORDS, type Label, labelOf, LABELS } from './line-words.ts'
import { wordsOf } from './scan-words.ts'
import { hasSurname } from './surnames.ts'
import { simplified } from './words.ts'
import { readNumbers } from './written-numbers.ts'

export type ScannedLine = { facts: Fact[]; labels: Label[]; text: string }

const BREAK = '¦'
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g
/** 1.10101E+17: an ID converted to a number by a spreadsheet. The last digits are lost. */
const EXCEL_NUMBER = /(?<![\dA-Z.])\d(?:\.\d+)?E\+\d+/gi
const MASKED = /(?<![\dA-Z])[\dA-Z]{1,10}\*{2,}[\dX]{0,8}/gi
const DATES = [
  /(?<!\d)(?:19|20)\d{2}([-/.])\d{1,2}\1\d{1,2}(?!\d)/g,
  /(?<!\d)(?:19|20)\d{2}年 ?\d{1,2}月 ?\d{1,2}[日号]?/g,
  /(?<![\dA-Za-z])\d{1,2}[-/. ]?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*[-/., ]{0,2}(?:19|20)\d{2}(?!\d)/gi,
]
/** 25/12/1980, as passports abroad have it. */
const DAY_FIRST = /(?<![\d/.-])\d{1,2}([-/.])\d{1,2}\1(?:19|20)\d{2}(?![\d/])/g
const MONEY = /[¥￥$] ?\d+(?:\.\d+)?|(?<![\d.])\d{1,5}(?:\.\d+)? ?元/g
const OFFICER_NUMBER = /\p{Script=Han}{1,3}字第? ?[A-Z]?\d{4,12} ?号?/gu
const AFTER_DOCUMENT = /^(?:[A-Z]{1,3} ?\d{6,10}|[A-Z\d]{5,17})(?![A-Z\d])/i
const OFFICER_AFTER = /^\p{Script=Han}{0,4}?第?[A-Z]?\d{4,12}号?/u
const LETTERS_AND_DIGITS =
  /(?<![A-Z\d])(?=(?:[A-Z]*\d){5})(?=\d*[A-Z])[A-Z\d]{6,17}(?![A-Z\d])|(?<![A-Z\d] ?)[A-Z]{1,2} \d{7,9}(?!\d)/gi
const EMPTY_VALUE = /^[-/\\—–\s.。无]*$/u
const SHORT_NOTE = /^[^\s¦,;、|:：]*/u
/** An ID belongs to a person even if it looks like part of a remark. */
const ID_INSIDE = /\d{6} ?\d{8} ?\d{3}[\dX]/i
const LIKE_A_NAME = /^\p{Script=Han}{2,4}$/u

/** The columns set by a header line. */
export type Column = { label: Label; cardType: CardType | null }

/** All facts of a cleaned line. `columns`: fields of the cells, from a header line. */
export function scanLine(text: string, columns: readonly Column[] | null = null): ScannedLine {
  const scan = new Scan(text)
  if (columns) scan.labelCells(columns)
  else scan.labelWords()
  return scan.read()
}

class Scan {
  private rest: string
  private readonly facts: Fact[] = []
  private readonly labels: { label: Label; at: number; end: number }[] = []
  private readonly kinds: { cardType: CardType; at: number; end: number }[] = []
  private readonly text: string
  constructor(text: string) {
    this.text = text
    this.rest = text.replaceAll('\t', BREAK)
  }

  labelCells(columns: readonly Column[]): void {
    let at = 0
    this.text.split('\t').forEach((cell, place) => {
      const { label, cardType } = columns[place] ?? { label: 'note', cardType: null }
      this.labels.push({ label, at, end: at + cell.length })
      if (cardType && cell !== '') this.kinds.push({ cardType, at, end: at })
      at += cell.length + 1
    })
    for (const { label, at: start, end } of this.labels)
      if (label === 'note' || label === 'remark' || label === 'row') this.unused(start, end)
  }

  labelWords(): void {
    const found = [...simplified(this.rest).matchAll(LABELS)].filter(
      (match) => !this.isDocumentWord(match.index),
    )
    found.forEach((match, place) => {
      const label = labelOf(match.groups ?? {})
      const start = match.index + match[0].length
      const after = Math.min(found[place + 1]?.index ?? this.text.length, this.breakAfter(start, label))
      this.blank(match.index, start)
      const useless = label === 'note' || label === 'remark' || label === 'row'
      const somebody = useless && ID_INSIDE.test(this.rest.slice(start, after))
      const next = somebody ? this.breakAfter(start, 'note') : after
      this.labels.push({ label, at: start, end: next })
      const value = this.rest.slice(start, next)
      if (useless && !(somebody && LIKE_A_NAME.test(value) && hasSurname(value))) this.unused(start, next)
    })
  }

  read(): ScannedLine {
    this.findDocumentWords()
    this.take(EMAIL, (value) => ({ is: 'email', value }))
    this.take(EXCEL_NUMBER, () => ({ is: 'fault', value: 'excel-number' }))
    this.take(MASKED, () => ({ is: 'fault', value: 'masked-number' }))
    for (const date of DATES)
      this.take(date, (value) => ({
        is: 'birthday',
        value: writtenDay(value.replaceAll(' ', '').replace('号', '日')) || dayOf(value),
      }))
    const born = ID_INSIDE.test(this.rest)
    this.take(DAY_FIRST, (value) => ({
      is: born ? 'unused' : 'birthday',
      value: born ? value : dayFirst(value),
    }))
    this.take(MONEY, (value) => ({ is: 'unused', value }))
    this.takeNamedDocuments()
    this.take(OFFICER_NUMBER, (value) => ({ is: 'document', value, cardType: 'officer-card' }))
    this.takeLetteredDocuments()
    this.takeNumbers()
    this.takeWords()
    this.checkLabels()
    this.facts.sort((one, other) => one.at - other.at)
    return { facts: this.facts, labels: this.labels.map(({ label }) => label), text: this.text }
  }

  private blank(at: number, end: number): void {
    this.rest = this.rest.slice(0, at) + BREAK.repeat(end - at) + this.rest.slice(end)
  }

  private add(fact: Fact): void {
    this.facts.push(fact)
    this.blank(fact.at, fact.end)
  }

  private unused(at: number, end: number): void {
    const value = this.rest.slice(at, end).replaceAll(BREAK, ' ').trim()
    if (value === '') return
    const start = at + this.rest.slice(at, end).indexOf(value)
    this.add({ is: 'unused', value, at: start, end })
  }

  private take(
    pattern: RegExp,
    read: (
      value: string,
    ) =>
      | { is: 'email' | 'fault' | 'birthday' | 'unused'; value: string }
      | { is: 'document'; value: string; cardType: CardType },
  ): void {
    for (const { 0: match, index } of this.rest.matchAll(pattern)) {
      const found = read(match)
      const fault = found.is === 'birthday' && !found.value
      this.add({
        ...(fault ? { is: 'fault' as const, value: 'day' } : found),
        at: index,
        end: index + match.length,
      })
    }
  }

  /** Where a label's value ends: a remark at a tab, a note at a space or comma. */
  private breakAfter(start: number, label: Label): number {
    const rest = this.rest.slice(start)
    const tab = rest.indexOf(BREAK)
    if (label === 'note' || label === 'row') return start + (SHORT_NOTE.exec(rest)?.[0].length ?? 0)
    return tab < 0 ? this.text.length : start + tab
  }

  private isDocumentWord(at: number): boolean {
    return [...simplified(this.rest).matchAll(DOCUMENT_WORDS)].some(
      ({ 0: match, index }) => at > index && at < index + match.trimEnd().length,
    )
  }

  private findDocumentWords(): void {
    for (const { 0: match, index, groups } of simplified(this.rest).matchAll(DOCUMENT_WORDS)) {
      const cardType = documentOf(groups?.['document'] ?? '')
      if (!cardType) continue
      const end = index + match.length
      this.kinds.push({ cardType, at: index, end })
      this.blank(index, end)
    }
  }

  /**
   * The number right after 护照 or 证件号码 is the ID number in any shape. IDs and mobile numbers are recognised without a
   * label.
   */
  private takeNamedDocuments(): void {
    const named = [
      ...this.kinds,
      ...this.labels.filter(({ label }) => label === 'cardNo').map(({ at }) => ({ cardType: null, end: at })),
    ]
    for (const { cardType, end } of named) {
      if (cardType === 'id-card') continue
      const skipped = /^[\s¦:：(]*/.exec(this.rest.slice(end))?.[0].length ?? 0
      const at = end + skipped
      const after = this.rest.slice(at)
      const value =
        (cardType === 'officer-card' && OFFICER_AFTER.exec(after)?.[0]) || AFTER_DOCUMENT.exec(after)?.[0]
      if (!value || !/\d{3}/.test(value)) continue
      const [number] = readNumbers(value.toUpperCase())
      if (number?.kind === 'mobile' || number?.kind === 'id' || (!cardType && number?.kind === 'bad-id'))
        continue
      const kind =
        cardType ??
        this.kindNear(at, at + value.length) ??
        documentByNumber(value.replaceAll(' ', '').toUpperCase())
      this.add({ is: 'document', value, cardType: kind, at, end: at + value.length })
    }
  }

  private takeLetteredDocuments(): void {
    for (const { 0: match, index } of this.rest.matchAll(LETTERS_AND_DIGITS)) {
      if (/^[\d]{14,19}X|^\d{11}\d{17}X/i.test(match)) continue
      const number = match.replaceAll(' ', '').toUpperCase()
      const end = index + match.length
      const cardType =
        this.kindNear(index, end) ??
        documentByNumber(number) ??
        (/^[HMCWTL]/.test(number) ? null : 'passport')
      this.add({ is: 'document', value: match, cardType, at: index, end })
    }
  }

  private takeNumbers(): void {
    for (const { kind, value, at, end } of readNumbers(this.rest.toUpperCase())) {
      const labelled = this.labelAt(at)
      if (kind === 'small') {
        // 张三2 is ambiguous and must be corrected.
        if (/[\p{L}]/u.test(this.rest[at - 1] ?? '')) continue
        this.add({ is: 'unused', value, at, end })
      } else if (kind === 'id' || kind === 'bad-id') {
        const named = this.kindNear(at, end)
        this.add({ is: 'document', value, cardType: kind === 'id' || !named ? 'id-card' : named, at, end })
      } else if (kind === 'mobile') this.add({ is: 'mobile', value, at, end })
      else if (kind === 'day') this.add({ is: 'birthday', value, at, end })
      else {
        const cardType = labelled === 'mobile' ? null : this.kindNear(at, end)
        if (cardType && kind === 'number') this.add({ is: 'document', value, cardType, at, end })
        else
          this.add({
            is: 'fault',
            value: labelled === 'mobile' || kind === 'foreign-phone' ? 'mobile' : 'unknown-number',
            at,
            end,
          })
      }
    }
  }

  /** The ID type named before the number with no other number between, or directly after it. */
  private kindNear(at: number, end: number): CardType | null {
    const before = this.kinds.filter((kind) => kind.end <= at).at(-1)
    const taken = (kind: { at: number; end: number }) =>
      this.facts.some((one) => one.is === 'document' && one.at >= kind.end && one.end <= at)
    if (before && !taken(before)) return before.cardType
    const behind = this.kinds.find((kind) => kind.at >= end)
    return behind && /^[\s¦()（）]*$/u.test(this.rest.slice(end, behind.at)) ? behind.cardType : null
  }

  private takeWords(): void {
    for (const fact of wordsOf(this.text, this.rest, (at) => this.labelAt(at))) this.facts.push(fact)
  }

  private labelAt(at: number): Label | undefined {
    return this.labels.find((one) => one.at <= at && at < one.end)?.label
  }

  /** A label without a valid value: must be corrected, not ignored. */
  private checkLabels(): void {
    const needs: Partial<Record<Label, [Fact['is'], string]>> = {
      mobile: ['mobile', 'mobile'],
      birthday: ['birthday', 'day'],
      gender: ['gender', 'gender'],
      email: ['email', 'email'],
      relation: ['relation', 'relation'],
    }
    for (const { label, at, end } of this.labels) {
      const [is, code] = needs[label] ?? []
      const inside = this.facts.filter((fact) => fact.at >= at && fact.at < end)
      if (!is || !code || EMPTY_VALUE.test(this.text.slice(at, end))) continue
      if (!inside.some((fact) => fact.is === is || fact.is === 'fault'))
        this.facts.push({ is: 'fault', value: code, at, end })
    }
  }
}

/** Normalises a pasted line: keeps tabs, and turns dots between letters into the middle dot. */
export function cleanLine(raw: string): string {
  return raw
    .split('\t')
    .map(cleanValue)
    .join('\t')
    .replace(/[×✕✖ⅩХ](?![\p{L}])/gu, (cross, at: number, all: string) =>
      /\d{17}$/.test(all.slice(0, at)) ? 'X' : cross,
    )
    .replace(/(?<=\d{17}) X(?![A-Z])/gi, 'X')
    .replace(/(?<=\p{L}) ?[•・‧∙⋅･●·] ?(?=\p{L})(?![男女](?!\p{L}))/gu, '·')
}
