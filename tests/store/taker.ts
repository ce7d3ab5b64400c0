import { openSqlite } from '../../src/store/sqlite.ts'
import { step } from './steps.ts'

/**
 * A process that takes claims `ask0`, `ask1`, … with three steps each: `node taker.ts <folder> <name> <how many>`. Prints each
 * claim that it won, after the store said so.
 */
const [folder = '', name = '', most = '0'] = process.argv.slice(2)
const store = await openSqlite(folder)
for (let n = 0; n < Number(most); n += 1) {
  const steps = [1, 2, 3].map(part => step(`ask${n}-${part}-${name}`))
  if ((await store.take(`ask${n}`, steps, n)).kind === 'taken') process.stdout.write(`ask${n}\n`)
}
await store.close()
