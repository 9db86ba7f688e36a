import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

const SKIPPED = /(^|\/)(node_modules|dist|test-results|\.[^/]*)(\/|$)/

/** The files below `folder` whose name matches, as paths below `root`; without what is installed or built. */
export function sourceFiles(root, name, folder = root) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    const below = slashed(relative(root, path))
    if (SKIPPED.test(below)) return []
    if (entry.isDirectory()) return sourceFiles(root, name, path)
    return name.test(entry.name) ? [below] : []
  })
}

export function slashed(path) {
  return path.split(sep).join('/')
}
