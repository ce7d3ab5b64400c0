import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createExposition } from '../../src/monitor/metrics.ts'
import { createWatch } from '../../src/monitor/watch.ts'

const START = 1_000
const NOW = 2_000

test('two who scrape at the same moment do not count twice what gave way', async () => {
  const { text } = createExposition({
    watch: createWatch(['slack'], () => START),
    now: () => NOW,
    queue: async since => {
      await turn()
      return { at: NOW, waiting: 0, dropped: new Map([['slack', since < NOW ? 3 : 0]]) }
    },
  })
  const texts = [...(await Promise.all([text(), text()])), await text()]
  const counted = texts.map(one => /outcome="dropped"\} (\d+)/u.exec(one)?.[1])
  expect(counted).toEqual(['3', '3', '3'])
})
