import { cartsSection } from './carts-section.ts'
import { budgetSection, circuitSection, faultsSection } from './fault-sections.ts'
import { failoverSection } from './failover-section.ts'
import type { Figure } from './figure.ts'
import { memorySection, notifySection, ordersSection, readSection } from './http-sections.ts'
import { importSection } from './import-section.ts'
import { sealSection } from './seal-section.ts'
import { snapshotSection } from './snapshot-section.ts'
import { cloneSection, livesSection, startSection, weightSection } from './whole-sections.ts'

// npm run bench [-- section …]: measures each promised figure here and now; exits 1 when one does not hold.
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

const all: Figure[] = []
for (const { name, about, run } of SECTIONS) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n${name}: ${about}`)
  const figures = await run().catch((error: unknown): Figure[] => {
    console.error(error)
    return [{ promise: 'measured', found: 'could not be', target: 'a figure', holds: false }]
  })
  for (const { promise, found, target, holds } of figures)
    console.log(`  ${holds ? 'ok    ' : 'FAILED'} ${promise}: ${found} (${target})`)
  all.push(...figures)
}
const failed = all.filter(({ holds }) => !holds).length
console.log(`\n${all.length - failed} figures hold, ${failed} do not`)
process.exit(failed > 0 ? 1 : 0)
