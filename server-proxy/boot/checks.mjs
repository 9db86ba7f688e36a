import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { MODULES, modernNode, ROOT } from './project.mjs'

/** Checks without database, portal or browser: name, program of node_modules, arguments. */
export const CHECKS = [
  ['format', '@biomejs/biome/bin/biome', 'format', '.'],
  ['types of the browser', 'typescript/bin/tsc', '-p', 'tsconfig.json'],
  ['types of the BFF', 'typescript/bin/tsc', '-p', 'server-proxy/tsconfig.json'],
  ['lint', 'oxlint/bin/oxlint', '--type-aware', '--deny-warnings'],
  ['dead code', 'knip/bin/knip.js'],
  ['boundaries', '../server-proxy/boot/boundaries.mjs'],
]

/** Runs a program of node_modules in Node 24; `{code, output, seconds}`. */
export function run(program, args, environment = {}) {
  const begun = Date.now()
  return new Promise((resolve) => {
    const child = spawn(modernNode(), [join(MODULES, program), ...args], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: 'test', FORCE_COLOR: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('close', (code) => resolve({ code, output, seconds: (Date.now() - begun) / 1000 }))
  })
}

/** Runs every check, two in parallel; `report(name, result)` gets each as it ends. */
export async function runChecks(report) {
  const waiting = [...CHECKS]
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, program, ...args] = next
      report(name, await run(program, args))
    }
  }
  await Promise.all([worker(), worker()])
}
