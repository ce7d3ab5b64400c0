import { addSlot, allSlots, emptySlab, endList, newList, removeSlot, type Slab, sizeOf } from './slots.ts'
import { add, change, emptyTable, partFor, placeOf, removeAt, type Table, valueAt } from './table.ts'

/**
 * Which slots have a key, by a number made of the key (`hashOf`): a million addresses as texts would take a hundred megabytes.
 * Two keys may have one number, so whoever looks up checks the stories.
 */
export interface Ledger {
  /** The slot doubled; or, where several stories have the key, their list doubled and one more. */
  readonly table: Table
  readonly slab: Slab
}

export function emptyLedger(): Ledger {
  return { table: emptyTable(), slab: emptySlab() }
}

export function enter({ table, slab }: Ledger, hash: number, slot: number): void {
  const part = partFor(table, hash)
  const place = placeOf(part, hash)
  if (place < 0) {
    add(table, hash, slot * 2)
    return
  }
  const known = valueAt(part, place)
  const list = isList(known) ? known >> 1 : newList(slab)
  if (!isList(known)) {
    change(part, place, list * 2 + 1)
    addSlot(slab, list, known >> 1)
  }
  addSlot(slab, list, slot)
}

export function strike({ table, slab }: Ledger, hash: number, slot: number): void {
  const part = partFor(table, hash)
  const place = placeOf(part, hash)
  if (place < 0) return
  const known = valueAt(part, place)
  if (known === slot * 2) removeAt(part, place)
  if (!isList(known)) return
  const list = known >> 1
  removeSlot(slab, list, slot)
  if (sizeOf(slab, list) > 0) return
  endList(slab, list)
  removeAt(part, place)
}

/** The slots that may have this key, some perhaps twice. */
export function entered({ table, slab }: Ledger, hash: number): readonly number[] {
  const part = partFor(table, hash)
  const place = placeOf(part, hash)
  if (place < 0) return []
  const known = valueAt(part, place)
  return isList(known) ? allSlots(slab, known >> 1) : [known >> 1]
}

function isList(known: number): boolean {
  return (known & 1) === 1
}
