import { verifyAudit } from '../store/audit.ts'
import { requiredDataKey } from '../store/vault/data-key.ts'
import { readVault } from '../store/vault/vault.ts'
import { runCommand, say } from './run-command.ts'

// npm run verify-audit [-- n:hash]: reads the whole audit log; 0 whole, 1 broken. The head that it prints, noted
// elsewhere and given again later, shows also a database that was put back to an earlier day.
await runCommand(async ({ db }, settings) => {
  const noted = process.argv[2]
  if (noted && !/^\d+:[0-9a-f]{64}$/.test(noted))
    throw new Error('give a head as this command prints it: number:hash')
  const vault = await readVault(db, await requiredDataKey(settings))
  const { count, head, broken } = await verifyAudit(vault, db, noted)
  if (broken === null) {
    say(`the audit log is whole: ${count} entries`)
    say(`head ${head}`)
    return 0
  }
  say(`the audit log is broken at entry ${broken}; the ${count} before it hold`)
  return 1
})
