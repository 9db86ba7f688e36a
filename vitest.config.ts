import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'browser', include: ['src/**/*.test.ts'], environment: 'node' } },
      {
        test: {
          name: 'bff',
          include: ['server-proxy/**/*.test.ts'],
          environment: 'node',
          globalSetup: './server-proxy/testing/global-database.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
    maxWorkers: 2,
  },
})
