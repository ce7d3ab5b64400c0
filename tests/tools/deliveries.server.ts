import { expect, onTestFinished, test } from 'vitest'
import { openPostgres } from '../../src/store/postgres.ts'
import { emptySchema } from '../store/postgres-home.ts'
import { ran } from './captured.ts'
import { morning, NOW } from './delivered.ts'

test('the deliveries that PostgreSQL keeps are shown too', async () => {
  const { url, remove } = await emptySchema()
  onTestFinished(remove)
  const store = await openPostgres(url)
  await morning(store)
  const { code, out } = await ran(['deliveries'], { environment: { DATABASE_URL: url }, now: () => NOW })
  const queue = await store.queue(0, NOW)
  await store.close()
  expect(queue).toEqual({ at: NOW, waiting: 0, dropped: new Map() })
  expect([code, out.match(/^ {2}\d.*$/gmu)?.length, out.match(/1\.5 s late|Nobody can look/gu)]).toEqual([
    0,
    6,
    ['Nobody can look', '1.5 s late', 'Nobody can look'],
  ])
})

test('a database without tables says that the bot never ran', async () => {
  const { url, remove } = await emptySchema()
  onTestFinished(remove)
  const { code, err } = await ran(['deliveries'], { environment: { DATABASE_URL: url } })
  expect([code, err]).toEqual([1, expect.stringContaining('Start the bot of this version once')])
})
