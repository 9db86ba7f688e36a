// npm start: installs and builds what is missing or stale, then runs the portal.
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { PORTAL_FLAGS } from './project.mjs'
import { fail, goOnWith } from './run.mjs'

await ensureInstalled()
  .then(ensureBuilt)
  .then(() => goOnWith('server-proxy/main.ts', [], PORTAL_FLAGS))
  .catch(fail)
