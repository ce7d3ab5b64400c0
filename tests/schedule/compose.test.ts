import { expect, test } from 'vitest'
import { composeEdition, createComposer, type Material } from '../../src/schedule/compose.ts'
import type { Subscription } from '../../src/store/subscription.ts'
import { berlin, DAY, story } from './newsroom.ts'

function material(channel: string, change: Partial<Material> = {}): Material {
  const subscription: Subscription = {
    id: channel,
    lane: 'slack/T01',
    channel,
    plan: '',
    wish: '',
    by: 'ana',
    setAt: 0,
    zoneData: '2026c',
    refusals: 0,
  }
  return {
    id: `edition/${channel}@2026-12-01T08:30`,
    subscription,
    wish: { topics: ['harbors'], stories: 5, oldestDays: 7, layout: 'compact' },
    items: ['ports', 'piers', 'quays'].map(id => ({ story: story(id, '2026-11-30') })),
    topicTitle: slug => slug.toUpperCase(),
    earlier: [],
    day: '2026-12-01',
    at: berlin(1),
    keyedAt: berlin(1),
    expiresAt: berlin(2),
    ...change,
  }
}

test('a composer that remembers makes for every channel what is made for it alone', () => {
  const compose = createComposer()
  const materials = Array.from({ length: 60 }, (_, n) => material(`C${n}`))
  expect(materials.map(compose)).toEqual(materials.map(composeEdition))
})

test.each([
  ['layout', { wish: { topics: [], stories: 5, oldestDays: 7, layout: 'full' } }],
  ['topics', { wish: { topics: ['ships'], stories: 5, oldestDays: 7, layout: 'compact' } }],
  ['day', { day: '2026-12-02' }],
  ['time', { at: berlin(1, 40 * DAY) }],
  ['stories', { items: [{ story: story('ports', '2026-11-30', { title: 'The harbor of ports is open' }) }] }],
  ['changes', { items: [{ story: story('ports', '2026-11-30'), changes: ['It opened.'] }] }],
] as const)('and takes no edition of another %s for it', (_name, change) => {
  const compose = createComposer()
  compose(material('C1', { items: [{ story: story('ports', '2026-11-30') }] }))
  const other = material('C1', { items: [{ story: story('ports', '2026-11-30') }], ...change })
  expect(compose(other)).toEqual(composeEdition(other))
})

test('an edition has a thread for each story too, for channels that want a post for each', () => {
  const { threads, stories } = composeEdition(material('C1'))
  expect([threads.length, stories.map(({ name }) => name)]).toEqual([
    1,
    ['The harbor of ports is closed', 'The harbor of piers is closed', 'The harbor of quays is closed'],
  ])
})

test('an update is called one', () => {
  const items = [{ story: story('ports', '2026-11-30'), changes: ['It opened.'] }]
  expect(composeEdition(material('C1', { items })).stories[0]!.name).toBe('Update: The harbor of ports is closed')
})

test.each(['\u200b', '\u00ad \u2060'])(
  'a thread has a name also where nothing can be seen of the headline: %j',
  title => {
    const items = [{ story: story('ports', '2026-11-30', { title }) }]
    expect(composeEdition(material('C1', { items })).stories[0]!.name).toBe('News digest')
  },
)

test('the name of a thread keeps a headline from right to left to itself', () => {
  const shalom = '\u05e9\u05dc\u05d5\u05dd 2026'
  const items = [{ story: story('ports', '2026-11-30', { title: shalom }) }, { story: story('piers', '2026-11-30') }]
  expect(composeEdition(material('C1', { items })).threads[0]!.name).toBe(
    `News digest, 1 Dec 2026: \u2068${shalom}\u2069; The harbor of piers is closed`,
  )
})
