import { addEvidenceKey, evidenceKeys } from '../evidence/evidence-keys.ts'
import { requiredDataKey } from '../store/vault/data-key.ts'
import { readVault } from '../store/vault/vault.ts'
import { runCommand, say } from './run-command.ts'

// npm run evidence-keys [-- add]: the keys that sign exported evidence. With "add" a new one signs from now on,
// with the portal running or stopped; files that older keys signed stay genuine. Audited.
await runCommand(async ({ db }, settings) => {
  const [act] = process.argv.slice(2)
  if (act !== undefined && act !== 'add') throw new Error('usage: npm run evidence-keys [-- add]')
  const needs = { db, vault: await readVault(db, await requiredDataKey(settings)) }
  if (act === 'add') await addEvidenceKey(needs, 'npm run evidence-keys')
  for (const [place, { id, publicKey, addedAt }] of (await evidenceKeys(needs)).entries())
    say(`${id}: ${publicKey}, added ${addedAt.toISOString()}; ${place === 0 ? 'signs' : 'verifies only'}`)
  return 0
})
