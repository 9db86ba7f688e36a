import { verifyAudit } from '../store/audit.ts'
import { requiredDataKey } from '../store/vault/data-key.ts'
import { readVault } from '../store/vault/vault.ts'
import { runCommand, say } from './run-command.ts'

// npm run verify-audit [-- n:hash]: verifies the whole audit log; exit code 0 intact, 1 broken. The head that
// it prints, noted elsewhere and passed later, also detects a database restored to an earlier day.
await runCommand(async ({ db }, settings) => {
  const noted = process.argv[2]
  if (noted && !/^\d+:[0-9a-f]{64}$/.test(noted))
    throw new Error('pass a head as this command prints it: number:hash')
  const vault = await readVault(db, await requiredDataKey(settings))
  const { count, head, broken } = await verifyAudit(vault, db, noted)
  if (broken === null) {
    say(`the audit log is intact: ${count} entries`)
    say(`head ${head}`)
    return 0
  }
  say(`the audit log is broken at entry ${broken}; the ${count} before it are valid`)
  return 1
})
