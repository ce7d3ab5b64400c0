import { hash32 } from '../../core/message/draw.ts'

/** Above what Discord numbers by itself from 1, and within a signed 32-bit number. */
const LEAST = 0x10_0000

/** Where entries' begin: above the same numbers, and never one of a step's. */
const LEAST_ENTRY = 0x1000

/** The numeric id of a step's outermost component, which Discord keeps and returns: how a posted step is recognised later. */
export function markOf(key: string): number {
  return (hash32(key) & 0x7fff_ffff) | LEAST
}

/** The numeric id of the part of a digest's message that tells a story: how it is found when the story is retracted. */
export function entryMark(story: string): number {
  return (hash32(`entry/${story}`) & 0x7fff_ffff & ~LEAST) | LEAST_ENTRY
}

/** The same of what was marked as retracted. */
export function retractedMark(story: string): number {
  return (hash32(`retracted/${story}`) & 0x7fff_ffff & ~LEAST) | LEAST_ENTRY
}
