import type { Plan } from '../core/schedule/plan.ts'
import { clockTime, typedPlan } from '../core/schedule/plan.ts'
import type { Wish } from '../schedule/wish.ts'
import { USUAL_WISH } from '../schedule/wish.ts'
import type { Ask, Manner } from './command.ts'
import type { Wanted } from './digest-asked.ts'
import { EXAMPLE_PLAN } from './digest-asked.ts'

/** What people type for digests, and how. */
export interface Typing {
  /** What it begins with: `/digest`; where slash commands do not work `@Counterpoint digest`. */
  readonly lead: string
  readonly manner: Pick<Manner, 'asks'>
}

/** How an asker goes on typing where they asked; `called`: without the slash. */
export function typingFor(called: string, { address, manner }: Pick<Ask, 'address' | 'manner'>): Typing {
  const takesCommands = address.thread === undefined || manner.threads === undefined
  return { lead: takesCommands ? `/${called}` : `${manner.bot} ${called}`, manner }
}

/** What to type for a digest: `/digest weekly fri 16:00 Europe/Berlin topics gaza`, or with the names of the options. */
export function typedDigest({ lead, manner }: Typing, { plan, wish }: Wanted): string {
  const byName = manner.asks === 'by-name'
  return [lead, byName ? planByName(plan) : typedPlan(plan), ...wishWords(wish, byName)].join(' ')
}

/** `/digest now topics gaza full`, `/digest now topics:gaza layout:full` */
export function typedAtOnce({ lead, manner }: Typing, doing: string, wish: Wish): string {
  return [lead, doing, ...wishWords(wish, manner.asks === 'by-name')].join(' ')
}

/** `/digest pause 3 days`, `/digest pause span:3 days` */
export function typedDoing({ lead, manner }: Typing, doing: string, option?: { name: string; value: string }): string {
  if (option === undefined) return `${lead} ${doing}`
  return `${lead} ${doing} ${manner.asks === 'by-name' ? `${option.name}:` : ''}${option.value}`
}

/** What the command's own example is. */
export function exampleOf(called: string): string {
  return `/${called} ${typedPlan(EXAMPLE_PLAN)}`
}

function planByName(plan: Plan): string {
  const named = typeof plan.days === 'string' ? plan.days : `weekly day:${plan.days.join(',')}`
  return `${named} time:${clockTime(plan)} timezone:${plan.zone}`
}

/** What differs from what is usual. */
function wishWords({ topics, layout, stories, oldestDays }: Wish, byName: boolean): readonly string[] {
  const count = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`
  return [
    ...(topics.length === 0 ? [] : [`topics${byName ? ':' : ' '}${topics.join(', ')}`]),
    ...(layout === USUAL_WISH.layout ? [] : [byName ? `layout:${layout}` : layout]),
    ...(stories === USUAL_WISH.stories ? [] : [byName ? `stories:${stories}` : count(stories, 'story', 'stories')]),
    ...(oldestDays === USUAL_WISH.oldestDays
      ? []
      : [byName ? `oldest:${oldestDays}` : `oldest ${count(oldestDays, 'day', 'days')}`]),
  ]
}
