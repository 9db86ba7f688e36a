// npm run verify-audit, …: one of server-proxy/commands, beside a portal that runs or without one.
import { ensureInstalled } from './install.mjs'
import { fail, goOnWith } from './run.mjs'

const [name, ...args] = process.argv.slice(2)
await ensureInstalled()
  .then(() => goOnWith(`server-proxy/commands/${name}.ts`, args))
  .catch(fail)
