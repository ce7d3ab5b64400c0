/**
 * The slots of stories, in no order. A few lie in an array of their own size; many lie in chunks, so that growing never copies
 * more than one chunk and the collector has few objects to look at.
 */
export interface Slots {
  size: number
  few: readonly number[]
  /** All full but the last; empty while there are few. */
  chunks: Uint32Array[]
}

const FEW = 8
const FIRST_CHUNK = 32
const CHUNK = 4096
const NO_FEW: readonly number[] = []

export function addSlot(slots: Slots, slot: number): void {
  const { size } = slots
  slots.size++
  if (size < FEW && slots.chunks.length === 0) slots.few = [...slots.few, slot]
  else chunkWithRoom(slots, size)[size % CHUNK] = slot
}

function chunkWithRoom(slots: Slots, size: number): Uint32Array {
  const { chunks } = slots
  const at = Math.floor(size / CHUNK)
  const chunk = chunks[at]
  if (chunk !== undefined && size % CHUNK < chunk.length) return chunk
  const wider = new Uint32Array(chunk === undefined ? (at === 0 ? FIRST_CHUNK : CHUNK) : chunk.length * 2)
  wider.set(chunk ?? slots.few)
  chunks[at] = wider
  slots.few = NO_FEW
  return wider
}

/** Whether the slot was there. */
export function removeSlot(slots: Slots, slot: number): boolean {
  if (slots.chunks.length === 0) {
    const at = slots.few.indexOf(slot)
    if (at < 0) return false
    slots.few = slots.few.toSpliced(at, 1)
    slots.size--
    return true
  }
  const last = slots.size - 1
  for (const [at, chunk] of slots.chunks.entries()) {
    const place = chunk.indexOf(slot)
    if (place < 0 || at * CHUNK + place > last) continue
    chunk[place] = slots.chunks[Math.floor(last / CHUNK)]?.[last % CHUNK] ?? 0
    slots.size--
    if (last % CHUNK === 0) slots.chunks.pop()
    return true
  }
  return false
}

export function* allSlots({ size, few, chunks }: Slots): Iterable<number> {
  yield* few
  let left = size - few.length
  for (const chunk of chunks) {
    yield* chunk.subarray(0, Math.max(0, left))
    left -= chunk.length
  }
}
