/** Why an archive is rejected. */
export class ZipFault extends Error {
  readonly fault: 'too-much-inside' | 'unreadable'

  constructor(fault: 'too-much-inside' | 'unreadable') {
    super(fault)
    this.fault = fault
  }
}

type Entry = { name: string; packed: Uint8Array; deflated: boolean; declared: number }

const MOST_ENTRIES = 500
/** Deflate expands at most 1,032 times, so a slice of this size unpacks to at most 17 MB. */
const SLICE = 16 * 1024
const END = 0x0605_4b50
const CENTRAL = 0x0201_4b50
const LOCAL = 0x0403_4b50
const ZIP64 = 0xffff_ffff
const STORED = 0
const DEFLATED = 8

/**
 * Unpacks every entry to count its bytes. Rejects archives that state more than `most` in total or `mostOf(name)` in
 * one entry, or whose entries differ from their stated size, which later readers trust. Returns the content of
 * entries selected by `keep`.
 */
export async function checkZip(
  bytes: Uint8Array,
  most: number,
  mostOf: (name: string) => number,
  keep: RegExp,
): Promise<Map<string, Uint8Array>> {
  const kept = new Map<string, Uint8Array>()
  let left = most
  for (const entry of entriesOf(bytes)) {
    const chunks: Uint8Array[] = []
    if (entry.declared > Math.min(left, mostOf(entry.name))) throw new ZipFault('too-much-inside')
    let size = 0
    for await (const chunk of unpacked(entry)) {
      size += chunk.length
      // Stops here. The rest is never unpacked.
      if (size > entry.declared) throw new ZipFault('unreadable')
      if (keep.test(entry.name)) chunks.push(chunk)
    }
    if (size !== entry.declared) throw new ZipFault('unreadable')
    left -= size
    if (keep.test(entry.name)) kept.set(entry.name, joined(chunks, size))
  }
  return kept
}

async function* unpacked({ packed, deflated }: Entry): AsyncGenerator<Uint8Array> {
  if (!deflated) {
    yield packed
    return
  }
  let at = 0
  const slices = new ReadableStream<BufferSource>({
    pull(controller) {
      if (at >= packed.length) controller.close()
      else controller.enqueue(packed.slice(at, (at += SLICE)))
    },
  })
  const reader = slices.pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } catch {
    throw new ZipFault('unreadable')
  } finally {
    reader.cancel().catch(() => {})
  }
}

/** The entries of the central directory. Rejects zip64 and streamed sizes. */
function entriesOf(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const within = (at: number, length: number) => {
    if (at < 0 || at + length > bytes.length) throw new ZipFault('unreadable')
  }
  const end = endOf(view)
  const count = view.getUint16(end + 10, true)
  if (count > MOST_ENTRIES) throw new ZipFault('too-much-inside')
  // With this size, later readers take the directory that a zip64 record names.
  if (view.getUint32(end + 12, true) === ZIP64) throw new ZipFault('unreadable')
  const entries: Entry[] = []
  let at = view.getUint32(end + 16, true)
  for (let place = 0; place < count; place++) {
    within(at, 46)
    if (view.getUint32(at, true) !== CENTRAL) throw new ZipFault('unreadable')
    const method = view.getUint16(at + 10, true)
    const packedSize = view.getUint32(at + 20, true)
    const declared = view.getUint32(at + 24, true)
    const nameLength = view.getUint16(at + 28, true)
    const local = view.getUint32(at + 42, true)
    within(at + 46, nameLength)
    within(local, 30)
    if (view.getUint32(local, true) !== LOCAL) throw new ZipFault('unreadable')
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    within(start, packedSize)
    if ((method !== STORED && method !== DEFLATED) || (packedSize === 0 && declared > 0))
      throw new ZipFault('unreadable')
    // Readers look elsewhere for undeclared sizes.
    if (packedSize === 0 && (view.getUint16(at + 8, true) & 8) !== 0) throw new ZipFault('unreadable')
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    entries.push({
      name,
      packed: bytes.subarray(start, start + packedSize),
      deflated: method === DEFLATED && packedSize > 0,
      declared,
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function endOf(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - 65_535)
  for (let at = view.byteLength - 22; at >= first; at--) if (view.getUint32(at, true) === END) return at
  throw new ZipFault('unreadable')
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}
