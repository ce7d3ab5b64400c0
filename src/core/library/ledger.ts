import { addSlot, allSlots, emptySlab, noSlots, removeSlot, type Slab, type Slots } from './slots.ts'

/**
 * Which slots have a key, by a number made of the key: a million addresses as texts would take a hundred megabytes. Two keys may
 * have one number, so whoever looks up checks the stories. In many small maps, because a map that grows copies itself at once:
 * a million entries take longer than a platform waits.
 */
export interface Ledger {
  readonly parts: readonly Map<number, number | Slots>[]
  readonly slab: Slab
}

const PARTS = 256

export function emptyLedger(): Ledger {
  return { parts: Array.from({ length: PARTS }, () => new Map()), slab: emptySlab() }
}

export function enter(ledger: Ledger, key: string, slot: number): void {
  const hash = hashOf(key)
  const part = partOf(ledger, hash)
  const known = part?.get(hash)
  if (known === undefined) {
    part?.set(hash, slot)
    return
  }
  const slots = typeof known === 'number' ? noSlots() : known
  if (typeof known === 'number') {
    part?.set(hash, slots)
    addSlot(ledger.slab, slots, known)
  }
  addSlot(ledger.slab, slots, slot)
}

export function strike(ledger: Ledger, key: string, slot: number): void {
  const hash = hashOf(key)
  const part = partOf(ledger, hash)
  const known = part?.get(hash)
  if (known === slot) part?.delete(hash)
  if (known === undefined || typeof known === 'number') return
  removeSlot(ledger.slab, known, slot)
  if (known.size === 0) part?.delete(hash)
}

/** The slots that may have this key, some perhaps twice. */
export function entered(ledger: Ledger, key: string): Iterable<number> {
  const hash = hashOf(key)
  const found = partOf(ledger, hash)?.get(hash)
  if (found === undefined) return []
  return typeof found === 'number' ? [found] : allSlots(ledger.slab, found)
}

function partOf({ parts }: Ledger, hash: number): Map<number, number | Slots> | undefined {
  return parts[hash & (PARTS - 1)]
}

/** FNV-1a over UTF-16 units, as a signed number of 32 bits, mixed once more because the lowest bits choose the part. http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(key: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193)
  return hash ^ (hash >>> 15)
}
