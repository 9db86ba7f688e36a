import { keptDataKey } from '../store/data-key.ts'
import { countByKey, resealOld } from '../store/reseal.ts'
import { openVault } from '../store/vault.ts'
import { runCommand, say } from './run-command.ts'

// npm run data-keys [-- reseal]: how many values each data key seals, and which may be taken out of DATA_KEY; with
// "reseal" it first seals under the first one what the others did (a portal does the same by itself after its start).
const TURN_MS = 5_000

await runCommand(async ({ db }, { dataKey, dataDir }) => {
  const vault = await openVault(db, dataKey ?? (await keptDataKey(dataDir)))
  if (process.argv[2] === 'reseal') {
    let done = 0
    for (let more = true; more; ) {
      const turn = await resealOld(db, vault, Date.now() + TURN_MS)
      more = turn.more
      done += turn.resealed
      say(`${done} values sealed anew${more ? ' so far' : ''}`)
    }
  }
  const counts = await countByKey(db, vault)
  for (const [id, count] of counts) {
    const known = vault.keyIds.includes(id)
    const role = id === vault.keyIds[0] ? 'writes' : known ? 'reads' : 'NOT IN DATA_KEY: these cannot be read'
    say(
      `${id}: seals ${count} values; ${role}${known && role === 'reads' && count === 0 ? '; may be taken out' : ''}`,
    )
  }
  return [...counts.keys()].every((id) => vault.keyIds.includes(id)) ? 0 : 1
})
