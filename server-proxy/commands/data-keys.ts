import { requiredDataKey } from '../store/vault/data-key.ts'
import { countByKey, keysThatWrote, resealOld } from '../store/vault/reseal.ts'
import { readVault } from '../store/vault/vault.ts'
import { runCommand, say } from './run-command.ts'

// npm run data-keys [-- reseal]: how many values each data key seals, and which can be removed from DATA_KEY.
// With "reseal" it first re-encrypts older values under the first key (a portal does the same in the
// background after its start).
const TURN_MS = 5_000

await runCommand(async ({ db }, settings) => {
  const vault = await readVault(db, await requiredDataKey(settings))
  if (process.argv[2] === 'reseal') {
    let done = 0
    for (let more = true; more; ) {
      const turn = await resealOld(db, vault, Date.now() + TURN_MS)
      more = turn.more
      done += turn.resealed
      say(`${done} values re-encrypted${more ? ' so far' : ''}`)
    }
  }
  const counts = await countByKey(db, vault)
  const wrote = await keysThatWrote(db)
  for (const [id, count] of counts) {
    const role = !vault.keyIds.includes(id)
      ? 'NOT IN DATA_KEY: these cannot be read'
      : id === vault.keyIds[0]
        ? 'writes'
        : count > 0
          ? 'reads'
          : wrote.has(id)
            ? 'seals nothing any more; can be removed, but backups made before still need it'
            : 'is new and has written nothing yet: put it first in DATA_KEY to write with it'
    say(`${id}: seals ${count} values; ${role}`)
  }
  return [...counts.keys()].every((id) => vault.keyIds.includes(id)) ? 0 : 1
})
