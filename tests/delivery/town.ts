import type { Carrier, Posting, Sighting } from '../../src/delivery/carrier.ts'
import type { LeasedStep, Receipt } from '../../src/store/step.ts'

/** A platform in memory, in which a test decides what happens to each call. */
export interface Town {
  readonly carrier: Carrier
  /** Every message that landed, in order. */
  readonly posted: readonly Posted[]
  /** Every call, in order: `post a`, `find a`. */
  readonly calls: readonly string[]
  /** The most calls that were under way at once. */
  readonly busiest: () => number
}

export interface Posted {
  readonly key: string
  readonly channel: string
  /** The message that it stands under. */
  readonly under: string | undefined
}

/** What happens to one call of `post`. */
export type Weather =
  | 'lands'
  /** It lands and the answer is lost. */
  | 'lands-unheard'
  /** It does not land and nobody can tell. */
  | 'lost'
  | { readonly wait: number; readonly scope: 'channel' | 'lane' }
  | 'refused'
  | 'throws'

export interface TownRules {
  /** Called once for each `post`; a promise makes the call slow. */
  readonly weather: (step: LeasedStep, tries: number) => Weather | Promise<Weather>
  /** What each call counts against; nothing by default. */
  readonly limits?: Carrier['limits']
  /** Called once for each `find`; undefined to look properly. */
  readonly sight?: (step: LeasedStep) => Sighting | undefined | Promise<Sighting | undefined>
}

const REASON = 'The answer was lost.'

export function openTown(rules: TownRules): Town {
  const posted: Posted[] = []
  const calls: string[] = []
  const tries = new Map<string, number>()
  let underWay = 0
  let busiest = 0

  function land(step: LeasedStep): Receipt {
    posted.push({ key: step.key, channel: step.channel, under: step.beneath?.message })
    return receiptOf(step)
  }

  async function post(step: LeasedStep): Promise<Posting> {
    calls.push(`post ${step.key}`)
    const tried = tries.get(step.key) ?? 0
    tries.set(step.key, tried + 1)
    const weather = await rules.weather(step, tried)
    if (typeof weather === 'object') {
      return { kind: 'try-later', retryAfterMs: weather.wait, scope: weather.scope, reason: 'Too many.' }
    }
    switch (weather) {
      case 'lands':
        return { kind: 'posted', receipt: land(step) }
      case 'lands-unheard':
        land(step)
        return { kind: 'look-first', reason: REASON }
      case 'lost':
        return { kind: 'look-first', reason: REASON }
      case 'refused':
        return { kind: 'give-up', reason: 'The channel is archived.', remedy: 'Unarchive it.', scope: 'channel' }
      case 'throws':
        throw new Error('a mistake in the adapter')
    }
  }

  async function find(step: LeasedStep): Promise<Sighting> {
    calls.push(`find ${step.key}`)
    const sight = await rules.sight?.(step)
    if (sight !== undefined) return sight
    return posted.some(one => one.key === step.key) ? { kind: 'found', receipt: receiptOf(step) } : { kind: 'absent' }
  }

  async function counted<Answer>(call: Promise<Answer>): Promise<Answer> {
    underWay += 1
    busiest = Math.max(busiest, underWay)
    try {
      return await call
    } finally {
      underWay -= 1
    }
  }

  return {
    carrier: {
      platform: 'slack',
      limits: step => rules.limits?.(step) ?? [],
      post: step => counted(post(step)),
      find: step => counted(find(step)),
    },
    posted,
    calls,
    busiest: () => busiest,
  }
}

/** The message of a step has the step's key in its name. */
function receiptOf(step: LeasedStep): Receipt {
  return { channel: step.channel, message: `m-${step.key}` }
}
