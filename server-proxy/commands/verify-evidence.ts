import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import {
  type EvidenceHead,
  isSignedLate,
  readAnnexHash,
  readEvidenceHead,
  splitEvidence,
} from '#contract/evidence.ts'
import { evidenceIn } from '#contract/evidence-in-page.ts'
import { splitTimestamp, stampedAt } from '#contract/evidence-timestamp.ts'
import { requiredDataKey } from '../store/vault/data-key.ts'
import { type EvidenceKey, evidenceKeys } from '../evidence/evidence-keys.ts'
import { verifyEvidence } from '../evidence/evidence-seal.ts'
import { holdsTimestamp } from '../evidence/stamp-evidence.ts'
import { readVault } from '../store/vault/vault.ts'
import { runCommand, say } from './run-command.ts'

// npm run verify-evidence -- FILE [PUBLIC-KEY] [--annex FILE]: whether an exported file is unchanged since it was
// signed, and whether an annex is the one that it names; exit code 0 yes, 1 no. With the public key that the file names,
// compared with those of /api/evidence/keys, it needs neither database nor data key.
const { positionals, values } = readArguments()
const [path, given] = positionals
if (!path || (given && !/^[0-9a-f]{64}$/.test(given))) {
  process.stderr.write(
    'pass a file, the public key (64 hex digits) when another portal signed it, and --annex FILE to check an annex\n',
  )
  process.exitCode = 1
} else if (given) process.exitCode = await check([{ publicKey: given, until: null }])
else
  await runCommand(async ({ db }, settings) => {
    return check(await evidenceKeys({ db, vault: await readVault(db, await requiredDataKey(settings)) }))
  })

/** Nothing when they cannot be read: then the usage is told. */
function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: { annex: { type: 'string' } } })
  } catch {
    return { positionals: [], values: {} }
  }
}

type Key = Pick<EvidenceKey, 'publicKey' | 'until'>

async function check(keys: readonly Key[]): Promise<number> {
  // From a playable page, the signed file inside it.
  const read = await readFile(path ?? '').catch(() => null)
  const file = read && evidenceIn(read)
  const key = file && keys.find(({ publicKey }) => verifyEvidence(publicKey, file))
  if (!file) say(`${path} cannot be read`)
  else if (key) {
    if (file !== read) say('the page around the signed file was not checked, only the file')
    say('the file is intact: not a byte has changed since it was signed')
    say(`key ${key.publicKey}`)
    const content = splitEvidence(file)?.content ?? file
    const head = readEvidenceHead(content)
    if (head) sayHead(head)
    sayKeyEnd(key, content)
    const isDated = sayTimestamp(content)
    const isNamed = values.annex === undefined || (await sayAnnex(values.annex, content))
    return isDated && isNamed ? 0 : 1
  } else
    say(
      `the file was altered, or another key than ${keys.map(({ publicKey }) => publicKey).join(', ')} signed it`,
    )
  return 1
}

/** Warns of a file that is younger than its key may be. */
function sayKeyEnd({ until }: Key, content: Uint8Array): void {
  const dates = [readEvidenceHead(content)?.exportedAt, stampedAt(content)]
  if (until && isSignedLate(until.toISOString(), ...dates))
    say(
      `WARNING: signed after ${until.toISOString()}, when a newer key had taken over. The file is unchanged, but somebody who has the old key may have signed it: ask who exported it`,
    )
}

/** Returns whether the file has no timestamp or one that is for its own bytes. */
function sayTimestamp(content: Uint8Array): boolean {
  const found = splitTimestamp(content)
  if (!found) {
    say('no timestamp: no authority was set when it was exported')
    return true
  }
  const { timestamp, stamped } = found
  if (timestamp === 'malformed') {
    say('WRONG: the timestamp line cannot be read')
    return false
  }
  if ('missing' in timestamp) {
    say(`${timestamp.words.en} (${timestamp.authority})`)
    return true
  }
  const holds = holdsTimestamp(timestamp, createHash('sha256').update(stamped).digest('hex'))
  if (holds)
    say(
      `timestamp ${timestamp.at} by ${timestamp.authority}: for exactly these bytes. Its signature is not checked here: use openssl ts -verify`,
    )
  else say('WRONG: the timestamp is for other bytes, or states another time or authority')
  return holds
}

/** Names the sale of the file, so that files are not confused. */
function sayHead({ order, portal, exportedAt, exportedBy }: EvidenceHead): void {
  const plan = order.chosenPlan ?? order.planName
  const platform = order.orderCode ? `, platform number ${order.orderCode}` : ''
  say(`order ${order.outSerialNo}${platform}: ${order.productName}${plan ? `, chosen plan ${plan}` : ''}`)
  say(`exported from ${portal} at ${exportedAt} by ${exportedBy}`)
}

/** Whether the signed file names this annex; says so. */
async function sayAnnex(annex: string, content: Uint8Array): Promise<boolean> {
  const bytes = await readFile(annex).catch(() => null)
  const named = readAnnexHash(content)
  const sha256 = bytes && createHash('sha256').update(bytes).digest('hex')
  if (!sha256) say(`${annex} cannot be read`)
  else if (!named) say('the file names no annex: the order was placed before annexes were kept')
  else if (sha256 === named) {
    say(`the annex is intact: its SHA-256 ${sha256} stands in the signed file`)
    return true
  } else
    say(`the annex was altered or is of another order: its SHA-256 is ${sha256}, the file names ${named}`)
  return false
}
