import { readFileSync } from 'node:fs'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string
}

/** The portal's version: semantic versioning, explained in CHANGELOG.md. */
export const VERSION = version
