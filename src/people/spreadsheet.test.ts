import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { readPeopleFile } from './people-file.ts'
import { MOST_BYTES, openSpreadsheet, SpreadsheetError } from './spreadsheet.ts'

const HEAD = ['姓名', '身份证号']
const LI = ['李雷', '11010119900307109X']
const xlsx = (rows: string[][]) => writeXlsx({ sheets: [{ name: '名单', rows }] })
const faultOf = (bytes: Uint8Array) =>
  readPeopleFile(bytes).then(
    () => 'none',
    (error: unknown) => (error instanceof SpreadsheetError ? error.fault : error),
  )

/** Offset of the central directory. */
function directory(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const places = Array.from({ length: bytes.length - 4 }, (_, at) => at)
  return places.filter((at) => view.getUint32(at, true) === 0x0201_4b50)
}

/** Changes the stated size of the last entry with this name suffix. */
function declaring(good: Uint8Array, name: string, size: number): Uint8Array {
  const bytes = good.slice()
  const view = new DataView(bytes.buffer)
  for (const at of directory(bytes)) {
    const length = view.getUint16(at + 28, true)
    if (!new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length)).endsWith(name)) continue
    view.setUint32(at + 24, size, true)
    view.setUint32(view.getUint32(at + 42, true) + 22, size, true)
  }
  return bytes
}

type Packed = { name: string; packed: Uint8Array; declared: number }
const { process } = globalThis as unknown as {
  process: { memoryUsage(): { rss: number }; cpuUsage(since?: { user: number }): { user: number } }
}
const MB = 1024 * 1024
const ascii = (text: string) => Uint8Array.from(text, (one) => one.charCodeAt(0))
const u16 = (value: number) => [value & 0xff, value >> 8]
const u32 = (value: number) => [...u16(value & 0xffff), ...u16(value >>> 16)]
const joined = (...parts: (Uint8Array | number[])[]) => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

function archive(entries: readonly Packed[]): Uint8Array {
  const locals: Uint8Array[] = []
  const centrals: Uint8Array[] = []
  let at = 0
  for (const { name, packed, declared } of entries) {
    const sizes = [...u32(0), ...u32(packed.length), ...u32(declared), ...u16(name.length), ...u16(0)]
    const head = [...u16(20), ...u16(0), ...u16(8), ...u32(0), ...sizes]
    const place = [...u16(0), ...u16(0), ...u16(0), ...u32(0), ...u32(at)]
    const local = joined(ascii('PK\u0003\u0004'), head, ascii(name), packed)
    centrals.push(joined(ascii('PK\u0001\u0002'), u16(20), head, place, ascii(name)))
    locals.push(local)
    at += local.length
  }
  const central = joined(...centrals)
  const count = [...u16(entries.length), ...u16(entries.length)]
  const end = joined(ascii('PK\u0005\u0006'), u32(0), count, u32(central.length), u32(at), u16(0))
  return joined(...locals, central, end)
}

async function deflated(chunks: Uint8Array<ArrayBuffer>[]): Promise<Uint8Array> {
  const stream = new Blob(chunks).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

async function packedText(name: string, text: string): Promise<Packed> {
  const bytes = new TextEncoder().encode(text)
  return { name, packed: await deflated([bytes]), declared: bytes.length }
}

/** A sheet of 400 MB of spaces, packed into 400 kB. */
async function bomb(): Promise<Uint8Array> {
  const blanks = new Uint8Array(4 * MB).fill(0x20)
  return deflated(Array.from({ length: 100 }, () => blanks))
}

const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relation = (type: string, target: string) =>
  `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/${type}" Target="${target}"/></Relationships>`
async function workbookAround(sheet: Packed): Promise<Uint8Array> {
  const parts = await Promise.all([
    packedText(
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/></Types>`,
    ),
    packedText('_rels/.rels', relation('officeDocument', 'xl/workbook.xml')),
    packedText(
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    packedText('xl/_rels/workbook.xml.rels', relation('worksheet', 'worksheets/sheet1.xml')),
  ])
  return archive([...parts, sheet])
}

test('rejects files that are too large, locked, old or not a table', async () => {
  expect(await faultOf(new Uint8Array(MOST_BYTES + 1))).toBe('too-large')
  expect(await faultOf(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...new Uint8Array(600)]))).toBe('old-excel')
  expect(await faultOf(new Uint8Array([0, 1, 2, 3]))).toBe('unreadable')
  expect(await faultOf(new TextEncoder().encode('%PDF-1.7\n'))).toBe('no-table')
  expect(await faultOf(new Uint8Array())).toBe('empty')
  expect(await faultOf(new TextEncoder().encode(' \r\n\n'))).toBe('empty')
})

test('rejects an entry with a too large stated size unread', async () => {
  expect(await faultOf(declaring(await xlsx([HEAD]), 'sheet1.xml', 0xf000_0000))).toBe('too-much-inside')
})

test('rejects an entry whose size differs from the stated one', async () => {
  const good = await xlsx([HEAD, LI])
  expect(await faultOf(good)).toBe('none')
  for (const size of [0, 1, 10, 1_000_000])
    for (const name of ['sheet1.xml', 'workbook.xml', 'sharedStrings.xml'])
      expect(await faultOf(declaring(good, name, size))).toBe('unreadable')
})

test('rejects a second directory that only zip64 names', { timeout: 30_000 }, async () => {
  const plain = await workbookAround({
    name: 'xl/worksheets/sheet1.xml',
    packed: await bomb(),
    declared: 1_000,
  })
  const [start = 0] = directory(plain)
  const end = plain.length - 22
  const u64 = (value: number) => [...u32(value), ...u32(0)]
  // The plain end names four of the five entries, all of them harmless.
  const record = [...u64(44), ...u16(45), ...u16(45), ...u64(0), ...u64(5), ...u64(5), ...u64(end - start)]
  const hostile = joined(
    plain.subarray(0, end),
    ascii('PK\u0006\u0006'),
    record,
    u64(start),
    ascii('PK\u0006\u0007'),
    [...u32(0), ...u64(end), ...u32(1)],
    ascii('PK\u0005\u0006'),
    [...u32(0), ...u16(4), ...u16(4), ...u32(0xffff_ffff), ...u32(start), ...u16(0)],
  )
  await expect(openSpreadsheet(hostile)).rejects.toMatchObject({ fault: 'unreadable' })
})

test('stops unpacking an archive that understates its size', {
  timeout: 30_000,
}, async () => {
  const packed = await bomb()
  const hostile = await Promise.all(
    [0, 1_000, 90 * MB].map((declared) =>
      workbookAround({ name: 'xl/worksheets/sheet1.xml', packed, declared }),
    ),
  )
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5)
  for (const bytes of hostile) {
    expect(bytes.length).toBeLessThan(MOST_BYTES)
    expect(await faultOf(bytes)).toBe('unreadable')
  }
  clearInterval(watch)
  expect(most - before).toBeLessThan(150 * MB)
})

test('random bytes and damaged tables yield a table or a known fault', async () => {
  const good = await xlsx([HEAD, LI])
  const damaged = fc
    .array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 })
    .map((changes) => {
      const bytes = good.slice()
      for (const [at, value] of changes) bytes[at] = value
      return bytes
    })
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 4_000 }), damaged), async (bytes) => {
      const found = await faultOf(bytes)
      expect(typeof found).toBe('string')
    }),
    { numRuns: 300 },
  )
})

test('reads 200,000 formatted empty rows in less than two seconds of processor time', async () => {
  const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`
  const rows = Array.from({ length: 200_000 }, (_, n) => `<row r="${n + 3}">${'<c s="1"/>'.repeat(8)}</row>`)
  const filled = [HEAD, LI].map((cells) => `<row>${cells.map(text).join('')}</row>`)
  const sheet = `<worksheet xmlns="${MAIN}"><sheetData>${[...filled, ...rows].join('')}</sheetData></worksheet>`
  const bytes = await workbookAround(await packedText('xl/worksheets/sheet1.xml', sheet))
  const began = process.cpuUsage()
  const file = await readPeopleFile(bytes)
  const { user } = process.cpuUsage(began)
  expect(file.table?.people.length).toBe(1)
  expect(user / 1_000).toBeLessThan(2_000)
})
