import type { Missing } from '../schedule/edition-post.ts'

/** Why something cannot be posted, in the order in which it is read. */
export interface Why {
  /** What happened, as a sentence. */
  readonly reason: string
  /** What a person can do about it. */
  readonly remedy: string
  /** What the platform answered, with the space before its brackets; empty where the reason does not say. */
  readonly answered: string
}

/** Adapters put it at the end of the sentence: `The channel is archived (Slack answered "is_archived").` */
const ANSWERED = /(?<answered> \(\S+ answered [^()]+\))\.$/u

/** The platform's own word is for operators: it leaves the sentence for the end, so that nobody reads it before the remedy. */
export function whyOf({ reason, remedy }: Pick<Why, 'reason' | 'remedy'>): Why {
  const answered = ANSWERED.exec(reason)?.groups?.answered ?? ''
  return { reason: answered === '' ? reason : reason.replace(ANSWERED, '.'), remedy, answered }
}

/** A line for each thing that is missing to post in a channel. */
export function missingLines(missing: readonly Missing[]): readonly string[] {
  return missing.map(({ what, remedy }) => {
    const why = whyOf({ reason: what, remedy })
    return `${why.reason} ${why.remedy}${why.answered}`
  })
}
