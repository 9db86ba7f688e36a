import { verifyAudit } from '../store/audit.ts'
import { runCommand, say } from './run-command.ts'

// npm run verify-audit [-- n:hash]: reads the whole audit log; 0 whole, 1 broken. The head that it prints, noted
// elsewhere and given again later, shows also what was cut off or written anew.
await runCommand(async ({ db }) => {
  const noted = process.argv[2]
  if (noted && !/^\d+:[0-9a-f]{64}$/.test(noted))
    throw new Error('give a head as this command prints it: number:hash')
  const { count, head, broken } = await verifyAudit(db, noted)
  if (broken === null) {
    say(`the audit log is whole: ${count} entries`)
    say(`head ${head}`)
    return 0
  }
  say(`the audit log is broken at entry ${broken}; the ${count} before it hold`)
  return 1
})
