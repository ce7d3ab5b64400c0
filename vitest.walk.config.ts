import { defineConfig } from 'vitest/config'

/** The long walks: a real kill at every point. `npm run walk`; CI runs them after the tests. */
export default defineConfig({
  test: { include: ['tests/**/*.walk.ts'], testTimeout: 60_000, hookTimeout: 30_000, pool: 'forks', maxConcurrency: 2 },
})
