import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Gives back the memory that only the start needed: parsing the SDKs, the topics and the stories leaves some 30 MB that V8
 * would keep until something else needs it. Stops the process for about 50 ms, so it is for a moment without work.
 */
export function compactHeap(): void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
