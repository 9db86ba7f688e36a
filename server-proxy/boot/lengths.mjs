import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sourceFiles } from './source-files.mjs'

const MOST = 300
const CODE = /\.(ts|tsx|mts|mjs|js|css|py|sh)$/
/** Data, which is read by searching: texts, the sandbox's catalogue, collected cases. */
const DATA = /(^|[/-])(messages|catalogue|cases)\.ts$|\.corpus\.ts$/

/** The lines of each file of code below `root`. */
function lengthsOf(root) {
  return sourceFiles(root, CODE)
    .filter((path) => !DATA.test(path))
    .map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').trimEnd().split('\n').length }))
}

/** Files too long to read at once, each as one sentence. */
export function lengthBreaches(root) {
  return lengthsOf(root)
    .filter(({ lines }) => lines > MOST)
    .map(({ path, lines }) => `${path}: ${lines} lines, and ${MOST} are the most: split it by subject`)
}

export function medianLength(root) {
  const lines = lengthsOf(root)
    .map((file) => file.lines)
    .toSorted((one, other) => one - other)
  return lines[Math.floor(lines.length / 2)] ?? 0
}
