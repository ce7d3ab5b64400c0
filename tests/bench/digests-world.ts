import { z } from 'zod'

/** What the bench of digests tells its bot, as JSON. Times are milliseconds. */
export const WORLD = z.object({
  /** Digests that come due together, half of them on each platform. */
  digests: z.int(),
  /** Slack workspaces and Discord servers, each; the first of each is the emulator's, the others a model's. */
  installations: z.int(),
  /** How many times the platforms' limits everything goes. */
  times: z.number(),
  /** Whether it goes on until nothing is left to be posted. */
  replies: z.boolean(),
  /** How long the model takes for a call. */
  callMs: z.number(),
  /** The channels of the first installation by platform. */
  channels: z.object({ slack: z.array(z.string()), discord: z.array(z.string()) }),
})

export type DigestWorld = z.infer<typeof WORLD>

/** What the bot found of one platform; times are milliseconds since the tick began. */
const PLATFORM = z.object({
  roots: z.int(),
  replies: z.int(),
  lastRoot: z.number(),
  /** Of all roots, when they stood in their channel. */
  lateness: z.array(z.number()),
  lastReply: z.number(),
  /** Steps that were to land and did not, and messages that stand twice. */
  lost: z.int(),
  doubled: z.int(),
  /** Messages that stand before one that they were to follow. */
  disordered: z.int(),
  /** Replies that stand before a root of the same installation. */
  overtaking: z.int(),
  /** Replies that stand before the last root of the platform. */
  early: z.int(),
  /** 429s of the model. */
  turnedAway: z.int(),
  /** Messages of the first installation by channel, as the bot believes. */
  believed: z.record(z.string(), z.int()),
})

export type PlatformReport = z.infer<typeof PLATFORM>

export const REPORT = z.object({
  kind: z.literal('report'),
  slack: PLATFORM,
  discord: PLATFORM,
  tickMs: z.number(),
  /** What the processor did for the bot's thread until then: the tick, and what was delivered and answered meanwhile. */
  tickOwnMs: z.number(),
  alignMs: z.number(),
  /** The longest time that nothing else had its turn, and the most of it that was this thread's own work. */
  tickBlock: z.object({ longest: z.number(), own: z.number() }),
  deliveryBlock: z.object({ longest: z.number(), own: z.number() }),
  /** Resident, in 10^6 bytes: before the tick, and the most until the last step. */
  memoryBefore: z.number(),
  memoryMost: z.number(),
  complaints: z.array(z.string()),
})

export type DigestReport = z.infer<typeof REPORT>

/** What the bare SDKs did, which keep nothing. */
const BARE_REPORT = z.object({
  kind: z.literal('bare'),
  /** Of all roots, when they stood in their channel, in milliseconds since the first was sent. */
  lateness: z.object({ slack: z.array(z.number()), discord: z.array(z.number()) }),
  /** 429s of the model. */
  turnedAway: z.int(),
  /** Resident, in 10^6 bytes. */
  memoryMost: z.number(),
})

export type BareReport = z.infer<typeof BARE_REPORT>

export const SAID = z.discriminatedUnion('kind', [z.object({ kind: z.literal('ready') }), REPORT, BARE_REPORT])

/** What the bot declares to take of Discord's 50 a second. */
export const DISCORD_A_SECOND = 45

/** Digests of one channel: different topics, so that each has something new to tell. */
export const TOPICS = ['harbors', 'bridges', 'forests', 'rivers', 'orchards'] as const
