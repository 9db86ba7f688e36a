import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Tests of whole processes, the longest first. */
const LONG = [
  'testing/faults',
  'testing/processes',
  'testing/order-life/order-life',
  'store/postgres/embedded-postgres',
  'server-proxy/main',
]

/** What takes long begins first: begun last it would be waited for alone. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((name) => moduleId.endsWith(`${name}.test.ts`))
      return at < 0 ? LONG.length : at
    }
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other))
  }
}

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'browser', include: ['src/**/*.test.ts'], environment: 'node', testTimeout: 60_000 } },
      {
        test: {
          name: 'bff',
          include: ['server-proxy/**/*.test.ts'],
          environment: 'node',
          globalSetup: './server-proxy/testing/global-database.ts',
          // Nothing takes so long but where much else runs: whole processes are started and killed.
          testTimeout: 300_000,
          // `npm test` names each test that needed its second try.
          retry: 1,
          hookTimeout: 300_000,
          // What is waited for comes soon, but not within a second on a machine that does much else.
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
    maxWorkers: 2,
    // Each worker imports the BFF once: importing it per file took as long as the tests.
    isolate: false,
    sequence: { sequencer: LongFirst },
  },
})
