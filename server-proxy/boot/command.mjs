// npm run verify-audit, …: one of server-proxy/commands, with or without a running portal.
import { ensureInstalled } from './install.mjs'
import { fail, goOnWith } from './run.mjs'

const [name, ...args] = process.argv.slice(2)
await ensureInstalled()
  .then(() => goOnWith(`server-proxy/commands/${name}.ts`, args))
  .catch(fail)
