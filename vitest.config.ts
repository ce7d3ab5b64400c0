import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/browser/unpack.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    pool: 'forks',
    // A fresh process for each file would import both SDKs sixty times; nothing of ours keeps state in a module.
    isolate: false,
    // One less than there are cores would be one file at a time on a small machine.
    maxWorkers: 2,
    // A walk that starts processes has two cores like everything else.
    maxConcurrency: 2,
  },
})
