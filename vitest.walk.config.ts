import { defineConfig } from 'vitest/config'

/** The long walks: a real kill at every point, every state of the page for everyone, every way to end. `npm run walk`; CI runs them after the tests. */
export default defineConfig({
  test: {
    include: ['tests/**/*.walk.ts'],
    globalSetup: ['tests/browser/unpack.ts'],
    testTimeout: 60_000,
    hookTimeout: 30_000,
    pool: 'forks',
    maxWorkers: 2,
    maxConcurrency: 2,
  },
})
