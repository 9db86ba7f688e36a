import { shanghaiDay } from '#contract/days.ts'
import { cartsSection } from './carts-section.ts'
import { budgetSection, circuitSection, faultsSection } from './fault-sections.ts'
import { failoverSection } from './failover-section.ts'
import { addTo, compare, keep, readCommitted, type Run } from './committed.ts'
import type { Figure } from './figure.ts'
import { memorySection, notifySection, ordersSection, readSection } from './http-sections.ts'
import { importSection } from './import-section.ts'
import { sealSection } from './seal-section.ts'
import { snapshotSection } from './snapshot-section.ts'
import { cloneSection, livesSection, startSection, weightSection } from './whole-sections.ts'

// npm run bench [-- section …]: measures each promised figure here and now, and shows it beside the committed one.
// Exits 1 when a promise does not hold. --times=N repeats each section as often, --keep commits the new figures to
// the file.
const SECTIONS = [
  sealSection,
  weightSection,
  startSection,
  cloneSection,
  importSection,
  ordersSection,
  readSection,
  notifySection,
  memorySection,
  circuitSection,
  budgetSection,
  cartsSection,
  faultsSection,
  failoverSection,
  snapshotSection,
  livesSection,
]

const wanted = process.argv.slice(2).filter((arg) => !arg.startsWith('--'))
const unknown = wanted.filter((name) => !SECTIONS.some((section) => section.name === name))
if (unknown.length > 0) {
  console.log(`no section ${unknown.join(', ')}; there are:`)
  for (const { name, about } of SECTIONS) console.log(`  ${name.padEnd(10)}${about}`)
  process.exit(1)
}

const option = (name: string) => process.argv.find((arg) => arg.startsWith(`--${name}`))
const times = Number(option('times=')?.slice('--times='.length))
const all: Figure[] = []
const measured: Run = {}
for (const { name, about, repeats = 1, run } of SECTIONS) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n${name}: ${about}`)
  for (let n = 0; n < (times || repeats); n++) {
    const figures = await run().catch((error: unknown): Figure[] => {
      console.error(error)
      return [{ promise: 'measured', found: 'could not be', target: 'a figure', holds: false }]
    })
    for (const { promise, found, target, holds } of figures)
      console.log(`  ${holds ? 'ok    ' : 'FAILED'} ${promise}: ${found} (${target})`)
    addTo(measured, name, figures)
    all.push(...figures)
  }
}
const committed = readCommitted()
const rows = compare(committed, measured)
if (rows.length > 0) console.log('\nbeside the committed figures (median and range of the repeats):')
const width = (of: (row: (typeof rows)[number]) => string) =>
  Math.max(0, ...rows.map((row) => of(row).length)) + 2
for (const row of rows)
  console.log(
    `  ${row.figure.padEnd(width(({ figure }) => figure))}${row.committed.padEnd(width((one) => one.committed))}` +
      `${row.now.padEnd(width(({ now }) => now))}${row.verdict}`,
  )
if (option('keep')) keep(committed, measured, shanghaiDay(Date.now()))
const failed = all.filter(({ holds }) => !holds).length
const worse = rows.filter(({ verdict }) => verdict === 'WORSE').length
console.log(`\n${all.length - failed} figures hold, ${failed} do not; ${worse} got worse`)
process.exit(failed > 0 ? 1 : 0)
