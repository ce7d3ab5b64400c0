import type { Patience } from '../../src/delivery/attempt.ts'

/** Retries as in life, only sooner. */
export const HASTE: Patience = { lookAfterMs: 20, longestWaitMs: 200, repostWithinMs: 600_000 }

/** The emulators take as many calls as come, unless they are told to hold the platform's limits. */
export const NO_LIMITS = 1_000

export const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
