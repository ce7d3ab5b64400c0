import { join } from 'node:path'
import type { Program } from './launch.ts'
import type { Platform } from './town.ts'

/** What the SDKs need alone, each in a program of its own. */
export const BARE = {
  slack: { name: 'Bare Bolt', script: join(import.meta.dirname, 'bare-slack.ts'), options: [] },
  discord: { name: 'Bare discord.js', script: join(import.meta.dirname, 'bare-discord.ts'), options: [] },
} as const satisfies Record<Platform, Program>
