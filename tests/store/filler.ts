import { openStore } from '../../src/store/open.ts'
import { step, T0 } from './steps.ts'

/**
 * A process that takes claims until its disk is full: `node filler.ts <folder>`. Prints how many it won, what the next one was
 * refused with, and what whoever looks at the queue is told.
 */
const [dataDir = ''] = process.argv.slice(2)
const store = await openStore({ dataDir })
const payload = JSON.stringify({ text: 'x'.repeat(20_000) })
let won = 0
let refused: unknown
while (refused === undefined) {
  const taken = await store.take(`ask${won}`, [step(`s${won}`, { payload })], T0).catch((error: unknown) => error)
  if (taken instanceof Error) refused = { name: taken.constructor.name, message: taken.message }
  else won += 1
}
const { unwritable } = await store.queue(0, T0)
process.stdout.write(JSON.stringify({ won, refused, unwritable }))
await store.close().catch(() => undefined)
