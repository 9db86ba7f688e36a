// npm start: installs and builds what is missing or stale, then runs the portal.
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { fail, goOnWith } from './run.mjs'

await ensureInstalled()
  .then(ensureBuilt)
  .then(() => goOnWith('server-proxy/main.ts'))
  .catch(fail)
