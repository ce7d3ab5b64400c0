import { expect, onTestFinished, test } from 'vitest'
import type { MonitorOptions } from '../../src/monitor/server.ts'
import { openMonitor } from '../../src/monitor/server.ts'
import type { Watch } from '../../src/monitor/watch.ts'
import { createWatch } from '../../src/monitor/watch.ts'
import type { Queue } from '../../src/store/queue.ts'

const NOW = Date.UTC(2026, 10, 22, 8, 30)
const QUEUE: Queue = { at: NOW, waiting: 7, oldest: NOW - 2_500, dropped: new Map([['slack', 3]]) }

/** A monitor on any free port, closed after the test. */
async function monitor(options: Partial<Pick<MonitorOptions, 'queue' | 'port' | 'host' | 'withinMs'>> = {}) {
  const watch = createWatch(['slack'], () => NOW)
  const said: string[] = []
  const opened = await openMonitor({
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    watch,
    now: () => NOW,
    queue: options.queue ?? (() => Promise.resolve(QUEUE)),
    ...(options.withinMs === undefined ? {} : { withinMs: options.withinMs }),
    log: { info: () => undefined, warn: text => said.push(text), error: text => said.push(text) },
  })
  onTestFinished(() => opened.close())
  const get = (path: string, method = 'GET') => fetch(`${opened.address}${path}`, { method })
  return { watch, said, opened, get }
}

function wellUsed(watch: Watch): void {
  watch.pulse('slack').up()
  watch.ticked()
  const step = { claim: 'slack/T1/C7/secret-story', lane: 'slack/T1', kind: 'post', urgent: true } as const
  watch.asked({ id: step.claim, at: NOW - 30 })
  watch.attempted(step, { outcome: { state: 'posted', receipt: { channel: 'C7', message: '1.1' } } })
  watch.kept({ subscription: 'abc', nominal: '2026-11-22T08:30', dueAt: NOW - 4_000, outcome: 'posted' })
  const root = { claim: 'edition/abc@2026-11-22T08:30', lane: 'slack/T1', kind: 'post' } as const
  watch.attempted(root, { outcome: { state: 'posted', receipt: { channel: 'C7', message: '1.2' } } })
}

test('a bot that is well answers 200, one that is not 503 with what is wrong', async () => {
  const { watch, get } = await monitor()
  const before = await get('/healthz')
  wellUsed(watch)
  const after = await get('/healthz')
  const problems = ['Slack is not connected.', 'It was not yet looked at which digests are due.']
  expect([before.status, await before.json(), after.status, await after.json()]).toEqual([
    503,
    expect.objectContaining({ status: 'failing', problems }),
    200,
    expect.objectContaining({ status: 'ok', problems: [] }),
  ])
})

test('Prometheus reads the numbers, and nothing that names a channel, a story or a digest', async () => {
  const { watch, get } = await monitor()
  wellUsed(watch)
  const answer = await get('/metrics')
  const lines = (await answer.text()).split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      'counterpoint_posts_total{platform="slack",outcome="posted"} 2',
      'counterpoint_posts_total{platform="slack",outcome="in-doubt"} 0',
      'counterpoint_posts_total{platform="slack",outcome="dropped"} 3',
      'counterpoint_queue_steps 7',
      'counterpoint_queue_oldest_seconds 2.5',
      'counterpoint_store_up 1',
      'counterpoint_editions_total{outcome="posted"} 1',
      'counterpoint_edition_lateness_seconds_bucket{le="2"} 0',
      'counterpoint_edition_lateness_seconds_bucket{le="5"} 1',
      'counterpoint_acknowledgement_seconds_bucket{le="0.025",platform="slack"} 0',
      'counterpoint_acknowledgement_seconds_bucket{le="0.05",platform="slack"} 1',
      'counterpoint_connected{platform="slack"} 1',
      'counterpoint_reconnects_total{platform="slack"} 0',
      'counterpoint_platform_event_age_seconds{platform="slack"} 0',
      expect.stringMatching(/^process_resident_memory_bytes \d+$/u),
    ]),
  )
  const own = lines.filter(line => line.startsWith('counterpoint_')).join('\n')
  expect([answer.headers.get('content-type'), /C7|T1|abc|secret|2026/u.test(own)]).toEqual([
    expect.stringMatching(/^text\/plain; version=0\.0\.4/u),
    false,
  ])
})

test('what gave way is added up over the scrapes', async () => {
  const { get } = await monitor()
  await get('/metrics')
  expect(await (await get('/metrics')).text()).toContain('{platform="slack",outcome="dropped"} 6')
})

test('a store that hangs is waited for no longer than a scrape may take, and asked only once meanwhile', async () => {
  let asked = 0
  const queue = () => {
    asked += 1
    return new Promise<Queue>(() => undefined)
  }
  const { get } = await monitor({ queue, withinMs: 20 })
  const texts = [await (await get('/metrics')).text(), await (await get('/metrics')).text()]
  expect([texts.map(text => text.includes('counterpoint_store_up 0')), asked]).toEqual([[true, true], 1])
})

test('a store that answers and cannot be written is not well, and it is said why', async () => {
  const unwritable = 'database or disk is full'
  const { watch, get } = await monitor({ queue: () => Promise.resolve({ ...QUEUE, unwritable }) })
  wellUsed(watch)
  const health = await get('/healthz')
  const numbers = await (await get('/metrics')).text()
  expect([health.status, await health.json(), numbers.includes('counterpoint_store_up 0')]).toEqual([
    503,
    expect.objectContaining({
      store: 'cannot be written',
      problems: [`The store cannot be written (${unwritable}): nothing can be kept, so nothing new is posted.`],
    }),
    true,
  ])
})

test('a store that does not answer fails the health, and leaves its numbers out', async () => {
  const { watch, get } = await monitor({ queue: () => Promise.reject(new Error('locked')) })
  wellUsed(watch)
  const health = await get('/healthz')
  const numbers = await (await get('/metrics')).text()
  expect([
    health.status,
    numbers.includes('counterpoint_store_up 0'),
    /^counterpoint_queue_\w+ /mu.test(numbers),
  ]).toEqual([503, true, false])
})

test('a port that is taken is passed over for the next, and said', async () => {
  const first = await monitor()
  const port = Number(new URL(first.opened.address!).port)
  const { opened, said } = await monitor({ port })
  const got = Number(new URL(opened.address!).port)
  expect([got > port, said]).toEqual([true, [`Port ${port} is taken, so the bot is watched at ${got}.`]])
})

test('where it cannot listen the bot goes on, and its log says what to set', async () => {
  const { opened, said } = await monitor({ host: '203.0.113.1' })
  expect([opened.address, said]).toEqual([
    undefined,
    [expect.stringMatching(/^Nobody can watch this bot: 203\.0\.113\.1:0 cannot .*Set HOST to an address of this/u)],
  ])
})

test.each([
  ['/', 'GET', 404],
  ['/metrics', 'POST', 405],
  ['/healthz', 'DELETE', 405],
  ['/metrics?x=1', 'HEAD', 200],
])('%s with %s is answered with %i', async (path, method, status) => {
  const { get } = await monitor()
  expect((await get(path, method)).status).toBe(status)
})
