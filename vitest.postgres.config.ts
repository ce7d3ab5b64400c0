import { defineConfig } from 'vitest/config'

/** The store on a real PostgreSQL server: `.ci/with-postgres npm run walk:postgres`. Without a server it fails and says so. */
export default defineConfig({
  test: {
    include: ['tests/**/*.server.ts'],
    testTimeout: 60_000,
    hookTimeout: 30_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})
