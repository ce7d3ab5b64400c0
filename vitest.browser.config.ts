import { defineConfig } from 'vitest/config'

/** Every walk in real Chromium, those of `npm test` and the long ones, and how long they take together. `npm run walk:browser` */
export default defineConfig({
  test: {
    include: ['tests/browser/**/*.{test,walk}.ts'],
    globalSetup: ['tests/browser/unpack.ts'],
    testTimeout: 60_000,
    hookTimeout: 30_000,
    pool: 'forks',
    // A walk waits for a slow platform half of its time.
    maxWorkers: 3,
  },
})
