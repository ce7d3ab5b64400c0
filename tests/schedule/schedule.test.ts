import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { revisionOf } from '../../src/core/story/revision.ts'
import type { EditionPost } from '../../src/schedule/edition-post.ts'
import { berlin, editionsOf, HOUR, leaseAll, MINUTE, openRoom, type Room, story, toldIn, wish } from './newsroom.ts'

let room: Room
beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.end())

/** The stories of an edition. */
function storiesIn({ threads }: EditionPost): readonly string[] {
  return threads.flatMap(({ tells }) => tells.map(one => one.story))
}

/** Somebody asks for a story in the channel. */
async function tellMeanwhile(id: string): Promise<void> {
  const step = {
    key: id,
    kind: 'post',
    lane: 'slack/T01',
    channel: 'news',
    payload: '{}',
    expiresAt: berlin(2),
    tells: [revisionOf(room.library.get(id)!)],
  } as const
  await room.store.take(`ask-${id}`, [step], berlin(1))
}

describe('A digest that is due', () => {
  test('goes out once, and waits for the next day', async () => {
    room.library.put(story('ports', '2026-11-30'))
    await room.subscribe('aaaaaaaa')
    const first = await room.schedule.tick(berlin(1))
    const again = await room.schedule.tick(berlin(1, MINUTE))
    const { nextAt, lastNominal } = (await room.row('aaaaaaaa'))!
    expect([first.posted, again, nextAt, lastNominal]).toEqual([
      1,
      { posted: 0, silent: 0, skipped: 0, passed: 0, left: 0 },
      berlin(2),
      '2026-12-01T08:30',
    ])
  })

  test('waits until its minute', async () => {
    room.library.put(story('ports', '2026-11-30'))
    await room.subscribe('aaaaaaaa')
    await room.schedule.tick(berlin(1, -1))
    expect(await room.store.steps()).toEqual([])
  })

  test('is kept as one root and its replies, under the claim of its edition', async () => {
    room.library.put(story('ports', '2026-11-30'))
    await room.subscribe('aaaaaaaa')
    await room.schedule.tick(berlin(1))
    const claims = (await room.store.steps()).map(step => step.claim)
    const ready = await leaseAll(room.store, berlin(1))
    expect([claims, ready.length]).toEqual([Array(4).fill('edition/aaaaaaaa@2026-12-01T08:30'), 1])
  })

  test('stays silent when there is nothing new, and says so in its editions', async () => {
    room.library.put(story('ports', '2026-11-30'))
    await room.subscribe('aaaaaaaa')
    await room.schedule.tick(berlin(1))
    const before = (await room.store.steps()).length
    await room.schedule.tick(berlin(2))
    expect([(await room.store.steps()).length - before, await editionsOf(room.store)]).toEqual([
      0,
      ['2026-12-01T08:30 posted', '2026-12-02T08:30 nothing-new'],
    ])
  })

  test('tells only what the channel has not had', async () => {
    room.library.put(story('ports', '2026-11-30'))
    await room.subscribe('aaaaaaaa')
    await room.schedule.tick(berlin(1))
    room.library.put(story('piers', '2026-12-01'))
    await room.schedule.tick(berlin(2))
    expect(room.posts.map(storiesIn)).toEqual([['ports'], ['piers']])
  })

  test('tells a changed story again, as an update', async () => {
    room.library.put(story('ports', '2026-11-30'))
    await room.subscribe('aaaaaaaa')
    await room.schedule.tick(berlin(1))
    const text = { text: 'It opened.', cites: [] }
    room.library.put(story('ports', '2026-11-30', { updates: [{ date: '2026-12-01', kind: 'corrected', text }] }))
    await room.schedule.tick(berlin(2))
    expect(JSON.stringify(room.posts[1]!.threads[0]!.thread.root)).toMatch(/Update: .*It opened\./su)
  })

  test('holds no story that is too old, of unknown date or of another topic', async () => {
    room.library.put(story('old', '2026-11-23'))
    room.library.put(story('other', '2026-11-30', { topics: ['ships'] }))
    const { date: _, ...undated } = story('undated', '2026-11-30')
    room.library.put(undated)
    room.library.put(story('new', '2026-11-24'))
    await room.subscribe('aaaaaaaa', { wish: wish({ topics: ['harbors'] }) })
    await room.schedule.tick(berlin(1))
    expect(await toldIn(room.store)).toEqual(['new'])
  })

  test('repeats nothing that the channel had within the days that it reaches back', async () => {
    room.library.put(story('ports', '2026-12-01'))
    await room.subscribe('aaaaaaaa', { wish: wish({ oldestDays: 30 }) })
    for (let day = 1; day <= 31; day++) await room.schedule.tick(berlin(day))
    expect((await editionsOf(room.store)).filter(edition => edition.endsWith('posted'))).toHaveLength(1)
  })

  test('has a root for each story in the full layout', async () => {
    room.library.put(story('ports', '2026-11-30'))
    room.library.put(story('piers', '2026-11-30'))
    await room.subscribe('aaaaaaaa', { wish: wish({ layout: 'full' }) })
    await room.schedule.tick(berlin(1))
    expect(room.posts[0]!.threads.map(thread => thread.tells.map(one => one.story))).toEqual([['piers'], ['ports']])
  })

  test('tells no story that another digest of its channel tells at the same minute', async () => {
    room.library.put(story('ports', '2026-11-30'))
    await Promise.all([room.subscribe('aaaaaaaa'), room.subscribe('bbbbbbbb')])
    expect(await room.schedule.tick(berlin(1))).toMatchObject({ posted: 1, silent: 1 })
  })

  test('goes out in every channel, more of them than are read at once', async () => {
    room.library.put(story('ports', '2026-11-30'))
    const ids = Array.from({ length: 250 }, (_, n) => `c${String(n).padStart(7, '0')}`)
    await Promise.all(ids.map(id => room.subscribe(id, { channel: id })))
    expect(await room.schedule.tick(berlin(1))).toMatchObject({ posted: 250, left: 0 })
  })
})

describe('Many at one minute', () => {
  const many = (platform: string, count: number) =>
    Array.from({ length: count }, (_, n) =>
      room.subscribe(`${platform.slice(0, 4)}${1_000 + n}`, { lane: `${platform}/1`, channel: `${platform}${n}` }),
    )

  test('Discord has its next seconds of posts first, then all of Slack is made, then what Discord could not post yet', async () => {
    room.library.put(story('ports', '2026-11-30'))
    room.planners.set('discord', { ...room.planners.get('slack')!, sharesLimit: true })
    await Promise.all([...many('slack', 30), ...many('discord', 300)])
    const { posted } = await room.schedule.tick(berlin(1))
    const order = room.posts.map(({ subscription }) => subscription.lane)
    const from = order.indexOf('slack/1')
    // Of those that wait for their commit it is not known yet that they are enough.
    expect([posted, from >= 256 && from < 290, order.lastIndexOf('slack/1') - from]).toEqual([330, true, 29])
  })

  test('digests of one channel wait for each other, and nobody else for them', async () => {
    for (const topic of ['ports', 'piers', 'ships']) room.library.put(story(topic, '2026-11-30', { topics: [topic] }))
    for (const [n, topic] of ['ports', 'piers', 'ships'].entries())
      await room.subscribe(`same000${n}`, { wish: wish({ topics: [topic] }) })
    await room.subscribe('other000', { channel: 'other', wish: wish({ topics: ['ports'] }) })
    const others = Promise.withResolvers<void>()
    const slow = room.another({
      store: {
        ...room.store,
        async publish(...words) {
          if (words[0].subscription === 'same0000') await others.promise
          else others.resolve()
          return room.store.publish(...words)
        },
      },
    })
    await slow.tick(berlin(1))
    expect(room.posts.map(({ subscription }) => subscription.id)).toEqual([
      'same0000',
      'other000',
      'same0001',
      'same0002',
    ])
  })

  test('when the rest of them cannot be read, those under way are kept before the tick says so', async () => {
    room.library.put(story('ports', '2026-11-30'))
    await Promise.all(many('slack', 3))
    let reads = 0
    const torn = room.another({
      store: {
        ...room.store,
        dueSubscriptions: (...words) => {
          reads += 1
          return reads === 1 ? room.store.dueSubscriptions(...words) : Promise.reject(new Error('no disk'))
        },
      },
    })
    await expect(torn.tick(berlin(1))).rejects.toThrow('no disk')
    expect((await editionsOf(room.store)).length).toBe(3)
  })
})

test('while nothing is left but digests that cannot be made, what stands below roots waits for them no longer', async () => {
  room.library.put(story('ports', '2026-11-30'))
  await room.subscribe('away0000', { lane: 'discord/1' })
  await room.subscribe('here0000')
  const heard: string[] = []
  const hear = (what: string) => void heard.push(`${what} ${schedule.making() ? 'while' : 'not'} making`)
  const schedule = room.another({
    store: {
      ...room.store,
      publish(...words) {
        hear('kept')
        return room.store.publish(...words)
      },
      dueSubscriptions(...words) {
        if (words[0] === berlin(1)) hear('read')
        return room.store.dueSubscriptions(...words)
      },
    },
  })
  await schedule.tick(berlin(1))
  expect([heard.includes('kept while making'), heard.at(-1)]).toEqual([true, 'read not making'])
})

test('what was made is said although the tick ends with what cannot be read, and with what cannot be made', async () => {
  room.library.put(story('ports', '2026-11-30'))
  const here = ['aaaaaaaa', 'bbbbbbbb'].map(id => room.subscribe(id, { channel: id }))
  await Promise.all([room.subscribe('away0000', { lane: 'discord/1' }), ...here])
  const said: number[] = []
  let kept = 0
  const away = Promise.withResolvers<void>()
  const torn = room.another({
    published: () => void said.push(kept),
    store: {
      ...room.store,
      async publish(...words) {
        await away.promise
        const done = await room.store.publish(...words)
        kept += 1
        return done
      },
      dueSubscriptions(...[now, most, passed = 0]) {
        if (passed === 0) return room.store.dueSubscriptions(now, most, passed)
        setImmediate(away.resolve)
        return Promise.reject(new Error('no disk'))
      },
    },
  })
  await expect(torn.tick(berlin(1))).rejects.toThrow('no disk')
  expect([kept, said.at(-1)]).toEqual([2, 2])
})

describe('Other hands', () => {
  test('two processes at one tick make one edition', async () => {
    room.library.put(story('ports', '2026-11-30'))
    await room.subscribe('aaaaaaaa')
    const other = room.another()
    const reports = await Promise.all([room.schedule.tick(berlin(1)), other.tick(berlin(1))])
    expect([reports[0].posted + reports[1].posted, await editionsOf(room.store)]).toEqual([
      1,
      ['2026-12-01T08:30 posted'],
    ])
  })

  test('what was told while a digest was made is left out of it', async () => {
    room.library.put(story('ports', '2026-11-30'))
    room.library.put(story('piers', '2026-11-30'))
    await room.subscribe('aaaaaaaa')
    let asked = 0
    const late = room.another({
      store: {
        ...room.store,
        async told(query) {
          const told = await room.store.told(query)
          asked += 1
          if (asked === 1) await tellMeanwhile('piers')
          return told
        },
      },
    })
    await late.tick(berlin(1))
    expect(room.posts.map(storiesIn)).toEqual([['piers', 'ports'], ['ports']])
  })

  test('a digest that was stopped while it was made does not go out', async () => {
    room.library.put(story('ports', '2026-11-30'))
    await room.subscribe('aaaaaaaa')
    const stopping = room.another({
      store: {
        ...room.store,
        told: async query => {
          await room.store.take('stop', [], berlin(1), { changes: [{ kind: 'unsubscribe', id: 'aaaaaaaa' }] })
          return room.store.told(query)
        },
      },
    })
    await stopping.tick(berlin(1))
    expect([await room.store.steps(), await editionsOf(room.store)]).toEqual([[], []])
  })

  test('while its platform is away a digest stays due, and others are made', async () => {
    room.library.put(story('ports', '2026-11-30'))
    await room.subscribe('aaaaaaaa', { lane: 'discord/1' })
    await room.subscribe('bbbbbbbb')
    const away = await room.schedule.tick(berlin(1))
    room.planners.set('discord', room.planners.get('slack')!)
    const back = await room.schedule.tick(berlin(1, HOUR))
    expect([away, back, room.log.filter(({ message }) => message.startsWith('Digests wait')).length]).toEqual([
      { posted: 1, silent: 0, skipped: 0, passed: 0, left: 1 },
      { posted: 1, silent: 0, skipped: 0, passed: 0, left: 0 },
      1,
    ])
  })

  test('one that cannot be made keeps no other back, and is said', async () => {
    room.library.put(story('ports', '2026-11-30'))
    await room.subscribe('aaaaaaaa', { lane: 'discord/1' })
    await room.subscribe('bbbbbbbb')
    room.planners.set('discord', {
      planEdition() {
        throw new Error('no such channel')
      },
    })
    const report = await room.schedule.tick(berlin(1))
    const said = room.log.filter(({ detail }) => detail?.error === 'Error: no such channel')
    expect([report, said.length]).toEqual([{ posted: 1, silent: 0, skipped: 0, passed: 0, left: 1 }, 1])
  })

  test('a plan that this version cannot read stops asking for its turn', async () => {
    await room.subscribe('aaaaaaaa', { plan: '{"days":"never"}' })
    await room.schedule.tick(berlin(1))
    expect((await room.row('aaaaaaaa'))!.nextAt).toBeUndefined()
  })

  test('each edition is told in one line', async () => {
    room.library.put(story('ports', '2026-11-30'))
    await room.subscribe('aaaaaaaa')
    await room.schedule.tick(berlin(1, 2 * MINUTE))
    expect(room.log).toEqual([
      {
        message: 'A digest goes out.',
        detail: {
          edition: 'aaaaaaaa@2026-12-01T08:30',
          subscription: 'aaaaaaaa',
          lane: 'slack/T01',
          channel: 'news',
          outcome: 'posted',
          stories: 1,
          steps: 4,
          lateMs: 2 * MINUTE,
          next: '2026-12-02T07:30:00.000Z',
        },
      },
    ])
  })
})

test('that many come due is announced to the store a minute before, and of few nothing is said', async () => {
  const announced: number[] = []
  let now = 0
  const schedule = room.another({ store: { ...room.store, warm: async () => void announced.push(now) } })
  const tick = (laterMs: number) => {
    now = laterMs
    return schedule.tick(berlin(1, laterMs))
  }
  const ids = Array.from({ length: 200 }, (_, n) => `many${String(n).padStart(4, '0')}`)
  const subscribe = (id: string) => room.subscribe(id, { channel: id })
  await Promise.all(ids.slice(1).map(subscribe))
  await tick(-3 * MINUTE)
  await tick(-MINUTE)
  await subscribe('many0000')
  await tick(-MINUTE / 2)
  await tick(0)
  expect(announced).toEqual([-MINUTE / 2, 0])
})

test('of many that wait for a platform nothing is announced, and what comes next need not be known', async () => {
  const announced: number[] = []
  const due = await Promise.all(Array.from({ length: 200 }, (_, n) => room.subscribe(`wait${1_000 + n}`)))
  const store = {
    ...room.store,
    warm: async () => void announced.push(0),
    dueSubscriptions: (now: number, most: number, passed?: number) => {
      if (now <= berlin(1)) return room.store.dueSubscriptions(now, most, passed)
      ahead.push(most)
      return Promise.reject(new Error('busy'))
    },
  }
  const ahead: number[] = []
  room.planners.clear()
  expect(
    (await room.another({ store: { ...store, dueSubscriptions: room.store.dueSubscriptions } }).tick(berlin(1))).left,
  ).toBe(due.length)
  expect((await room.another({ store }).tick(berlin(1))).left).toBe(due.length)
  // Those that wait are not read to be counted.
  expect([announced, ahead]).toEqual([[], [200]])
})
