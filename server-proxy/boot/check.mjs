// npm run check: the inner loop. Formats, types, lint, boundaries, and the unit tests beside the files you changed.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { run, runChecks } from './checks.mjs'
import { ensureInstalled } from './install.mjs'
import { ROOT } from './project.mjs'
import { fail } from './run.mjs'

let failed = 0

function report(name, { code, output, seconds }) {
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`)
  if (code !== 0) console.log(output)
  failed += code === 0 ? 0 : 1
}

/** Files that differ from the last commit, or that the last commit changed when nothing does. */
function changedFiles() {
  const git = (...args) => spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' }).stdout.split('\n')
  const open = [...git('diff', '--name-only', 'HEAD'), ...git('ls-files', '-o', '--exclude-standard')]
  const files = open.filter(Boolean)
  return files.length > 0 ? files : git('diff', '--name-only', 'HEAD~1').filter(Boolean)
}

/** The changed tests, and the test beside each changed file. */
function testsOf(files) {
  const tests = files.map((file) => file.replace(/(\.test)?\.(tsx?)$/, '.test.ts'))
  return [...new Set(tests)].filter((file) => file.endsWith('.test.ts') && existsSync(join(ROOT, file)))
}

await ensureInstalled()
  .then(async () => {
    await runChecks(report)
    const tests = testsOf(changedFiles())
    if (tests.length > 0)
      report(`units: ${tests.join(' ')}`, await run('vitest/vitest.mjs', ['run', ...tests]))
    process.exitCode = failed > 0 ? 1 : 0
  })
  .catch(fail)
