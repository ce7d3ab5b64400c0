import { hash32 } from '../../core/message/draw.ts'

/** Above what Discord numbers by itself from 1, and within a signed 32-bit number. */
const LEAST = 0x10_0000

/** The numeric id of a step's outermost component, which Discord keeps and returns: how a posted step is recognised later. */
export function markOf(key: string): number {
  return (hash32(key) & 0x7fff_ffff) | LEAST
}
