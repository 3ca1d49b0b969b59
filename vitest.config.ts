import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['**/src/**/*.test.ts', 'text/texts/*.test.ts', 'server/test/**/*.test.ts'],
    globalSetup: ['server/test/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2, // one worker leaves half of a two-core machine idle while the database works
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
