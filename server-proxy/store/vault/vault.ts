import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database } from '../schema.ts'

type DataKey = { id: string; key: Buffer }
/** The place of a sealed value; it decrypts nowhere else. */
export type Place = { table: string; column: string; row: string }

export type Vault = {
  /** AES-256-GCM under the first data key, bound to its place. */
  seal(place: Place, text: string): Buffer
  /** Decrypts a value sealed under any known key; throws when it was altered or moved. */
  open(place: Place, sealed: Buffer): string
  /** The value under the first data key; null when it uses that one already. */
  reseal(place: Place, sealed: Buffer): Buffer | null
  /** Names of the data keys; the first one writes. */
  keyIds: string[]
  /** Keyed hash for search, chaining and derivation (`kind` separates the uses); survives key rotation. */
  index(
    kind: 'mobile' | 'card' | 'setting' | 'audit' | 'trail' | 'evidence' | 'cursor',
    value: string,
  ): Buffer
  /** Since when the audit log is keyed, ms since the epoch; 0: from its start. Sealed with the key itself. */
  auditKeyedSince: number
}

/** `id:base64,…`: 32-byte keys; the first one writes, all read. Throws on anything else. */
export function parseDataKeys(spec: string): DataKey[] {
  return spec.split(',').map((entry) => {
    const [id = '', encoded = ''] = entry.trim().split(':')
    const key = Buffer.from(encoded, 'base64')
    if (!/^[\w-]{1,32}$/.test(id) || key.length !== 32)
      throw new Error('DATA_KEY must be id:base64 of 32 bytes')
    return { id, key }
  })
}

function sealWith({ id, key }: DataKey, aad: string, text: string): Buffer {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  cipher.setAAD(Buffer.from(aad))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.from([id.length]), Buffer.from(id), iv, cipher.getAuthTag(), body])
}

function openWith(keys: DataKey[], aad: string, sealed: Buffer): string {
  const start = 1 + (sealed[0] ?? 0)
  const id = keyIdOf(sealed)
  const key = keys.find((known) => known.id === id)?.key
  if (!key) throw new Error(`no DATA_KEY named ${id}`)
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(start, start + 12))
  decipher.setAAD(Buffer.from(aad))
  decipher.setAuthTag(sealed.subarray(start + 12, start + 28))
  return decipher.update(sealed.subarray(start + 28), undefined, 'utf8') + decipher.final('utf8')
}

/** Opened first at every start, which detects a wrong data key. */
function openIndexKey(keys: DataKey[], sealed: Buffer): string {
  const id = keyIdOf(sealed)
  try {
    return openWith(keys, INDEX_PLACE, sealed)
  } catch (error) {
    const own = keys.some((key) => key.id === id)
    throw new Error(
      own
        ? `the data key "${id}" is not the one that this database was sealed with: bring that one (DATA_KEY, or data-key in DATA_DIR)`
        : `this database was sealed with a data key named "${id}", which DATA_KEY does not have: add it`,
      { cause: error },
    )
  }
}

/** The name of the data key that sealed a value: a length byte, then as many bytes. */
const keyIdOf = (sealed: Buffer) => sealed.subarray(1, 1 + (sealed[0] ?? 0)).toString()

const aadOf = ({ table, column, row }: Place) => `${table}.${column}.${row}`
const INDEX_PLACE = 'vault_keys.key_sealed.index'

/** Tries a data key on a sealed value; throws an explanation when it is the wrong one. */
export function tryDataKey(dataKeySpec: string, sealed: Buffer): void {
  openIndexKey(parseDataKeys(dataKeySpec), sealed)
}

/** The name of the data key that sealed the database; null when nothing was sealed yet. */
export async function sealedBy(db: Kysely<Database>): Promise<string | null> {
  const sealed = await sealedIndexKey(db)
  return sealed && keyIdOf(sealed)
}

async function sealedIndexKey(db: Kysely<Database>): Promise<Buffer | null> {
  const index = db.selectFrom('vault_keys').select('key_sealed').where('name', '=', 'index')
  return (await index.executeTakeFirst())?.key_sealed ?? null
}

/** Opens the vault for a command without writing anything. */
export async function readVault(db: Kysely<Database>, dataKeySpec: string): Promise<Vault> {
  const keys = parseDataKeys(dataKeySpec)
  const sealed = await sealedIndexKey(db)
  if (!sealed) throw new Error('nothing was sealed in this database yet: start the portal first')
  const [encoded = '', since = 'Infinity'] = openIndexKey(keys, sealed).split(':')
  return vaultOf(keys, Buffer.from(encoded, 'base64'), Number(since))
}

/**
 * Opens the vault; creates the key of the search hashes at first use and stores it sealed in the database.
 */
export async function openVault(db: Kysely<Database>, dataKeySpec: string): Promise<Vault> {
  const keys = parseDataKeys(dataKeySpec)
  const writer = keys[0]
  if (!writer) throw new Error('DATA_KEY is empty')

  const fresh = sealWith(writer, INDEX_PLACE, `${randomBytes(32).toString('base64')}:0`)
  await db
    .insertInto('vault_keys')
    .values({ name: 'index', key_sealed: fresh })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  let sealed = await readIndex()
  let [encoded = '', since] = openIndexKey(keys, sealed).split(':')
  if (since === undefined) {
    // From before the audit log was keyed; one of several processes records since when it is.
    await db
      .updateTable('vault_keys')
      .set({ key_sealed: sealWith(writer, INDEX_PLACE, `${encoded}:${Date.now()}`) })
      .where('name', '=', 'index')
      .where('key_sealed', '=', sealed)
      .execute()
    sealed = await readIndex()
    ;[encoded = '', since] = openIndexKey(keys, sealed).split(':')
  }
  // Records which keys ever wrote: a key that sealed nothing is either new or no longer needed.
  await db
    .insertInto('data_keys')
    .values({ id: writer.id })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return vaultOf(keys, Buffer.from(encoded, 'base64'), Number(since))

  async function readIndex(): Promise<Buffer> {
    const found = await sealedIndexKey(db)
    if (!found) throw new Error('the key of the search hashes is gone from vault_keys')
    return found
  }
}

function vaultOf(keys: DataKey[], indexKey: Buffer, auditKeyedSince: number): Vault {
  const writer = keys[0]
  if (!writer) throw new Error('DATA_KEY is empty')
  return {
    seal: (place, text) => sealWith(writer, aadOf(place), text),
    open: (place, sealed) => openWith(keys, aadOf(place), sealed),
    reseal(place, sealed) {
      if (keyIdOf(sealed) === writer.id) return null
      return sealWith(writer, aadOf(place), openWith(keys, aadOf(place), sealed))
    },
    keyIds: keys.map(({ id }) => id),
    auditKeyedSince,
    index: (kind, value) => createHmac('sha256', indexKey).update(`${kind}\0${value}`).digest(),
  }
}
