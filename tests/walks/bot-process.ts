import { startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import type { Store } from '../../src/store/store.ts'

/**
 * The bot as a process of its own that kills itself, as a power cut would, right before, amid or after a write to its store:
 * `node bot-process.ts before|amid|after N` with the bot's environment; N counts writes from 1, 0 means never.
 */
const [moment = 'after', at = '0'] = process.argv.slice(2)
let writes = 0

function die(): void {
  process.kill(process.pid, 'SIGKILL')
}

async function counted<T>(write: () => Promise<T>): Promise<T> {
  writes += 1
  const mine = writes === Number(at)
  if (mine && moment === 'before') die()
  // The store's thread is about to commit, or has: the bot does not know.
  if (mine && moment === 'amid') setTimeout(die, 1)
  const result = await write()
  if (mine && moment === 'after') die()
  return result
}

function dying(store: Store): Store {
  return {
    ...store,
    take: (...words) => counted(() => store.take(...words)),
    settle: (...words) => counted(() => store.settle(...words)),
    // A lease that found nothing has written nothing.
    lease: async request => {
      const steps = await store.lease(request)
      return steps.length === 0 ? steps : counted(() => Promise.resolve(steps))
    },
  }
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const app = await startApp({
  config: readConfig(process.env),
  log: quiet,
  now: Date.now,
  around: dying,
  aside: 'always',
})
await app.connected
