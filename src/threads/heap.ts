import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const LARGEST_HEAP = 150_000_000

/**
 * Gives back the memory that only the start needed: parsing the SDKs, the topics and the stories leaves some 30 MB that V8
 * would keep until something else needs it. Stops the process for about 50 ms, so it is for a moment without work. A heap of
 * many stories is left alone: it would stop for longer, and those 30 MB are little beside it.
 */
export function compactHeap(): void {
  if (getHeapStatistics().used_heap_size > LARGEST_HEAP) return
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
