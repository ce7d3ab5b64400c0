/** A channel's standing wish for a digest. Times are milliseconds since 1970. */
export interface Subscription {
  /** Short and random, `[a-z0-9], 8 to 16 of them`; stays for good, because buttons hold it. */
  readonly id: string
  /** The installation: `slack/T01` or `discord/1234`. */
  readonly lane: string
  /** The guild or workspace. */
  readonly space?: string
  readonly channel: string
  /** JSON of a plan; only the schedule reads it. */
  readonly plan: string
  /** JSON of what the digest holds and how it looks; only those who make it read it. */
  readonly wish: string
  /** The platform's id of the person who set it. */
  readonly by: string
  /** When people last changed anything of it: what was decided on an older one is not published. */
  readonly setAt: number
  /** Absent: it does not run. */
  readonly nextAt?: number
  /** The local date and time that was promised: `2026-03-29T08:30`. */
  readonly nextNominal?: string
  /** Of the latest edition that had something to tell. */
  readonly lastNominal?: string
  readonly pausedUntil?: number
  /** The version of the zone data by which `nextAt` was computed. */
  readonly zoneData: string
  /** Editions in a row that the platform refused, up to the last one that it did. */
  readonly refusals: number
  readonly halted?: Halt
}

/** What the clock and an edition have to know of a subscription, as its row has it: what is absent may be null. */
export type DueSubscription = OrNull<Omit<Subscription, 'zoneData' | 'refusals' | 'halted'>>

/** The same with its next time, and the zone data by which that was computed. */
export type MovedSubscription = DueSubscription & Pick<Subscription, 'zoneData'>

type OrNull<Some> = { readonly [Name in keyof Some]: Some[Name] | (undefined extends Some[Name] ? null : never) }

/** Why a subscription does not run any more, and what a person can do about it. */
export interface Halt {
  readonly reason: string
  readonly remedy: string
  readonly at: number
  /** Whether somebody who manages the channel was told. */
  readonly told: boolean
}

/** Which subscriptions: those of which all holds that is given; all of them, if nothing is. */
export interface WhichSubscriptions {
  readonly id?: string
  readonly lane?: string
  readonly channel?: string
  readonly space?: string
}

/** One time that a subscription came due; its identity is the subscription with `nominal`. */
export interface Edition {
  /** The id of the subscription. */
  readonly subscription: string
  /** The local date and time that was promised. */
  readonly nominal: string
  readonly dueAt: number
  /** `posted`: its steps are kept; how they went is asked of them. */
  readonly outcome: 'posted' | 'nothing-new' | 'skipped'
  /** Why it was skipped. */
  readonly note?: string
}

export type EditionId = Pick<Edition, 'subscription' | 'nominal'>

/** An edition of which the platform did not take a part, and what a person can do about it. */
export interface RefusedEdition extends EditionId, Pick<Halt, 'remedy'> {
  /** Whether that stands below a root. In the place of a root that was refused another one can still be posted. */
  readonly below: boolean
}

/** An edition with what became of it. */
export interface KeptEdition extends Edition {
  readonly lane: string
  readonly channel: string
  /** When it was made. */
  readonly at: number
  readonly steps: StepCounts
  /** The first of its roots that was posted. */
  readonly root?: { readonly channel: string; readonly message: string }
  /** From when it was due to when that root was settled. */
  readonly lateMs?: number
}

/** How many of an edition's steps went which way; what gave way to another step is in none of them. */
export interface StepCounts {
  readonly posted: number
  readonly waiting: number
  readonly refused: number
  readonly inDoubt: number
}

export interface EditionTerms {
  /** Kept in the same commit: what gave way to this edition, or was too late with it. One that is there already stays as it is. */
  readonly missed?: readonly Edition[]
  /** Publishes nothing when the channel was told the same of one of the stories later than this: it is to be composed anew. */
  readonly toldSince?: number
}

/** A version of a story as readers have it. */
export interface Tells {
  /** The story's id. */
  readonly story: string
  /** Of what readers see. */
  readonly hash: string
  /** JSON: enough of it to say later what changed; only the core reads it. */
  readonly snapshot: string
}

/** A version of a story that a channel has had. */
export interface Told extends Tells {
  readonly at: number
}

export interface ToldQuery {
  readonly lane: string
  readonly channel: string
  /** Later than this. */
  readonly since: number
}
