import { call } from '../../api/call.ts'
import { problemOf } from '../../api/problem-text.ts'
import { exportOrders } from '../../contract/endpoints/orders.ts'
import { ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import type { ExportRow } from '../../contract/orders.ts'
import { platformWord } from '../../contract/platform-words.ts'
import { inert } from '../../lib/inert-cell.ts'
import { shanghaiTime } from '../../lib/time.ts'
import type { Language } from '../../ui/language.tsx'
import { listMessages } from './list-messages.ts'
import { messages } from './messages.ts'
import { mixWords } from './order-status.tsx'

type Cell = string | number | null

type Column = { header: string; of(row: ExportRow): Cell }

/** Export columns. Amounts in 元. `nameOf` returns the name of a user. */
export function exportColumns(language: Language, nameOf: (username: string) => string): Column[] {
  const t = messages[language]
  const list = listMessages[language]
  const yuan = (fen: number | null) => (fen === null ? null : fen / 100)
  const text = (value: string | null) => (value === null ? null : inert(value))
  return [
    { header: t.orderCode, of: (row) => text(row.orderCode) },
    { header: list.tempOrderCode, of: (row) => text(row.tempOrderCode) },
    { header: list.outSerialNo, of: (row) => text(row.outSerialNo) },
    { header: t.status, of: (row) => ORDER_STATUS_WORDS[row.status][language] },
    { header: list.mixColumn, of: (row) => mixWords(row, language) },
    {
      header: list.platformStatus,
      of: (row) => text(row.platformStatus && platformWord(row.platformStatus, language)),
    },
    { header: t.product, of: (row) => text(row.productName) },
    { header: list.planColumn, of: (row) => text(row.planName) },
    { header: list.planFitColumn, of: (row) => row.planFit && list[row.planFit] },
    { header: list.insurerColumn, of: (row) => text(row.insurerName) },
    { header: list.startColumn, of: (row) => row.startDate },
    { header: list.endColumn, of: (row) => row.endDate },
    { header: list.holderColumn, of: (row) => text(row.holderName) },
    { header: list.holderCardNo, of: (row) => text(row.holderCardNo) },
    { header: list.holderMobile, of: (row) => text(row.holderMobile) },
    {
      header: list.insuredColumn,
      of: (row) => (row.unreadable ? list.unreadable : inert(row.insuredNames.join('、'))),
    },
    { header: t.people, of: (row) => row.insuredCount },
    { header: list.totalColumn, of: (row) => yuan(row.total) },
    { header: list.reductionColumn, of: (row) => yuan(row.reduction) },
    { header: list.payableColumn, of: (row) => yuan(row.payable) },
    { header: list.payTypeColumn, of: (row) => (row.payType === 'credit' ? list.credit : list.cash) },
    { header: list.policyColumn, of: (row) => inert(row.policyCodes.join('、')) },
    { header: list.memberColumn, of: (row) => text(row.memberId) },
    { header: list.groupColumn, of: (row) => text(row.groupNo) },
    { header: list.noteColumn, of: (row) => text(row.note) },
    { header: t.by, of: (row) => text(nameOf(row.createdBy)) },
    { header: t.created, of: (row) => shanghaiTime(row.createdAt) },
  ]
}

const TRIES = 3

/**
 * Exports all orders that match `query`, written page by page. `onRows` gets the progress. Retries a failed page.
 * Throws ProblemError or, if `signal` aborts, AbortError.
 */
export async function exportFile(
  format: 'xlsx' | 'csv',
  columns: readonly Column[],
  query: URLSearchParams,
  language: Language,
  signal: AbortSignal,
  onRows: (count: number) => void,
): Promise<Blob> {
  async function* rows(): AsyncGenerator<Cell[]> {
    let count = 0
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await pageOf(query, cursor, signal)
      for (const row of page.items) yield columns.map(({ of }) => of(row))
      count += page.items.length
      onRows(count)
      cursor = page.nextCursor
    }
  }
  const headers = columns.map(({ header }) => header)
  if (format === 'csv') {
    const { writeCsvStream } = await import('hucre/csv')
    async function* lines() {
      yield headers
      yield* rows()
    }
    // Excel reads a CSV as UTF-8 only with a BOM.
    return new Response(writeCsvStream(lines(), { bom: true })).blob()
  }
  const { writeXlsxStream } = await import('hucre/xlsx')
  const sheet = { name: listMessages[language].fileName, freezePane: { rows: 1 } }
  return new Response(
    writeXlsxStream(rows(), { ...sheet, columns: headers.map((header) => ({ header, width: 18 })) }),
  ).blob()
}

async function pageOf(query: URLSearchParams, cursor: string, signal: AbortSignal) {
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted()
    try {
      return await call(exportOrders, { query: { ...Object.fromEntries(query), cursor } })
    } catch (error) {
      // A refusal, such as a missing proof of identity, does not change by itself.
      const { status } = problemOf(error)
      if (attempt === TRIES || (status >= 400 && status < 500)) throw error
    }
  }
}
