// npm run sandbox: the platform's sandbox alone; its own options (--port, --data) follow "--".
import { ensureInstalled } from './install.mjs'
import { fail, goOnWith } from './run.mjs'

await ensureInstalled()
  .then(() => goOnWith('server-proxy/sandbox/main.ts', process.argv.slice(2)))
  .catch(fail)
