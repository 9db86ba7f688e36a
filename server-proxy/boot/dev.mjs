// npm run dev: the portal with Vite inside; pages update as they change, and the portal restarts when its own
// code changes.
import { ensureInstalled } from './install.mjs'
import { fail, goOnWith } from './run.mjs'

await ensureInstalled()
  .then(() => goOnWith('server-proxy/main.ts', ['--dev'], ['--watch', '--watch-preserve-output']))
  .catch(fail)
