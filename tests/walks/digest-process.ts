import { startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import type { Store } from '../../src/store/store.ts'
import type { Order } from './digest-crash.ts'
import { HASTE, NO_LIMITS, quiet } from './haste.ts'

/**
 * The bot as a process of its own: `node digest-process.ts AHEAD` with the bot's environment; AHEAD is by how many
 * milliseconds its clock is ahead of the machine's. A message sets that clock, says after which write to its store the process
 * kills itself, and makes it tick.
 */
let ahead = Number(process.argv[2])
let killAtWrite = 0
let killAtRefusal = 0
let writes = 0
let refusals = 0

async function counted<T>(write: () => Promise<T>, isRefusal = false): Promise<T> {
  writes += 1
  if (isRefusal) refusals += 1
  const mine = writes === killAtWrite || (isRefusal && refusals === killAtRefusal)
  const result = await write()
  // As a power cut would.
  if (mine) process.kill(process.pid, 'SIGKILL')
  return result
}

function dying(store: Store): Store {
  return {
    ...store,
    publish: (...words) => counted(() => store.publish(...words)),
    settle: (...words) => counted(() => store.settle(...words), words[2].state === 'refused'),
    // A lease that found nothing has written nothing.
    lease: async request => {
      const steps = await store.lease(request)
      return steps.length === 0 ? steps : counted(() => Promise.resolve(steps))
    },
  }
}

const now = () => Date.now() + ahead
const app = await startApp({
  config: readConfig(process.env),
  log: quiet,
  now,
  around: dying,
  aside: 'always',
  patience: HASTE,
  limitsTimes: NO_LIMITS,
})
await app.connected
process.on('message', (order: Order) => {
  ahead = order.ahead
  killAtWrite = order.killAtWrite
  killAtRefusal = order.killAtRefusal
  writes = 0
  refusals = 0
  void app.tick(now())
})
process.send?.('ready')
