// npm run build: installs what is locked and builds the pages, so a start has nothing left to do.
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { fail } from './run.mjs'

await ensureInstalled().then(ensureBuilt).catch(fail)
