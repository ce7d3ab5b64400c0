import type { Narrative } from '../story/story.ts'
import { isSeen } from '../story/visible.ts'
import { say } from '../words/words.ts'
import { isolated, isolatedLines } from './clean.ts'
import { SHOWN } from './shorten.ts'

/**
 * What the buttons to these sides say, in the order in which they are read: the side's name. Before names that look the same stands
 * who holds each side and no other of them, or before all of them their numbers where that cannot be said of each: alike for all.
 */
export function sideLabels(narratives: readonly Narrative[]): readonly string[] {
  const byLook = Map.groupBy(narratives, ({ label }) => shown(label))
  return narratives.map(narrative => {
    const label = isolatedLines(narrative.label)
    const same = byLook.get(shown(narrative.label)) ?? []
    if (same.length < 2) return label
    const holders = same.flatMap(one => holderOf(one, same) ?? [])
    const at = same.indexOf(narrative)
    const holder = holders.length === same.length ? holders[at] : undefined
    return holder === undefined ? say('digest.numbered', { n: at + 1, title: label }) : `${isolated(holder)} · ${label}`
  })
}

/** The first outlet that holds this side, and none of the others. */
function holderOf(side: Narrative, same: readonly Narrative[]): string | undefined {
  const others = same.filter(one => one !== side).flatMap(({ providers }) => providers)
  const taken = new Set(others.map(({ name }) => shown(name)))
  return side.providers.find(({ name }) => isSeen(name) && !taken.has(shown(name)))?.name
}

function shown(text: string): string {
  return text.slice(0, SHOWN)
}
