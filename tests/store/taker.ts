import { openStore } from '../../src/store/open.ts'
import { step } from './steps.ts'
import { edition, subscription } from './subscriptions.ts'

/**
 * A process that takes claims `ask0`, `ask1`, … with three steps each, and publishes an edition of one step after each:
 * `node taker.ts <folder or address> <name> <how many>`. Prints each claim that it won, after the store said so.
 */
const [address = '', name = '', most = '0'] = process.argv.slice(2)
const store = await openStore(
  address.startsWith('postgres:') ? { dataDir: '', databaseUrl: address } : { dataDir: address },
)
const raced = subscription('raced')
await store.take('set', [], 0, { changes: [{ kind: 'subscribe', subscription: raced }] })
for (let n = 0; n < Number(most); n += 1) {
  const steps = [1, 2, 3].map(part => step(`ask${n}-${part}-${name}`))
  if ((await store.take(`ask${n}`, steps, n)).kind === 'taken') process.stdout.write(`ask${n}\n`)
  const one = edition('raced', { nominal: `day${n}` })
  if (await store.publish(one, [step(`day${n}-${name}`)], raced, n)) process.stdout.write(`edition/raced@day${n}\n`)
}
await store.close()
