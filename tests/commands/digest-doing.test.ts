import { describe, expect, test } from 'vitest'
import { button, fieldsOf, formOf, NOW, newsStory, openChannel, textOf } from './digest-channel.ts'
import { storeForFile } from './store-for-file.ts'

const store = await storeForFile()

describe('what people type in place of a name', () => {
  test.each([
    ['lsit', '/digest list'],
    ['stpo', '/digest stop'],
    ['previw', '/digest preview'],
    ['puase 3 days', '/digest pause 3 days'],
    ['reusme', '/digest resume'],
  ])('“%s” is answered with what was meant, and nothing is done', async (typed, meant) => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    const answer = textOf(await channel.type(typed))
    expect(answer.split('\n\n')[0]).toBe(`“${typed.split(' ')[0]}” was not understood. Is it ${meant}?`)
    expect(await channel.kept()).toHaveLength(1)
  })

  test.each([
    '@Counterpoint digest daily 08:30',
    '/digest daily 08:30',
    'subscribe daily 08:30',
    'create daily 08:30',
    'schedule daily 08:30',
  ])('“%s” sets a digest', async typed => {
    expect(textOf(await openChannel(store).type(typed))).toContain(
      'ana set a digest for this channel: every day at 08:30',
    )
  })

  test.each(['off', 'unsubscribe', 'Stop'])('“%s” ends it', async typed => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    await channel.type(typed)
    expect(await channel.kept()).toEqual([])
  })

  test('“edit” lists them, each with its button', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    const list = await channel.type('edit')
    expect(fieldsOf(await channel.press(button(list, 'Edit')))).toMatchObject({ time: '08:30' })
  })
})

test.each(['stop all', 'pause all 3 days', 'resume all'])('“%s” where there is none says so', async typed => {
  expect(textOf(await openChannel(store).type(typed))).toContain('No digest is set here.')
})

test('“pause all 3 days” pauses all of them, without a question', async () => {
  const channel = openChannel(store)
  for (const typed of ['daily 08:30', 'daily 18:00', 'pause all 3 days']) await channel.type(typed)
  expect((await channel.kept()).map(({ pausedUntil = 0 }) => pausedUntil > NOW)).toEqual([true, true])
})

test.each(['none', 'all', '-', 'every topic'])('“%s” written for the topics of a form is every topic', async topics => {
  const channel = openChannel(store, { like: 'discord' })
  const answer = await channel.press(formOf(await channel.use('set')), {}, { topics })
  expect(textOf(answer)).toContain('of every topic')
})

describe('topics of a digest that is asked for at once', () => {
  const stories = [newsStory('front', '2026-11-21', ['ukraine']), newsStory('strip', '2026-11-21', ['gaza'])]

  test.each(['preview ukraine', 'preview about the ukraine', 'preview topics ukraine'])('“%s”', async typed => {
    const answer = textOf(await openChannel(store, { stories }).type(typed))
    expect([answer.includes('Title of front'), answer.includes('Title of strip')]).toEqual([true, false])
  })

  test('that nobody knows are named, with what was meant', async () => {
    expect(textOf(await openChannel(store, { stories }).type('now ukrane'))).toBe(
      '“ukrane” is not a topic that Counterpoint knows. Is it “Ukraine”?\n\nFor example: /digest now topics ukraine',
    )
  })
})

describe('many digests of one channel', () => {
  /** On five days of the week in a zone with a long name, at so many hours. */
  async function many(count: number) {
    const channel = openChannel(store)
    for (let hour = 0; hour < count; hour++) {
      await channel.type(`mon,tue,wed,thu,sat ${10 + hour}:30 America/Argentina/Buenos_Aires topics gaza, ukraine`)
    }
    return channel
  }

  test('are told apart on buttons, however long their days and zones are', async () => {
    const answer = await (await many(2)).type('stop')
    expect(textOf(answer).split('\n\n')).toEqual([
      'Which digest is to be stopped?',
      expect.stringMatching(
        /^. ?1 · Every Monday.* at 10:30 \(America\/Argentina\/Buenos_Aires\): Gaza and Ukraine\n. ?2 · Every /u,
      ),
      '[1 · Mon, Tue, Wed, Thu, Sat 10:30] [2 · Mon, Tue, Wed, Thu, Sat 11:30] [All of them]',
    ])
  })

  test('have one row of buttons below all of them, which ask for which one', async () => {
    const channel = await many(6)
    const list = await channel.type('list')
    expect(
      textOf(list)
        .split('\n\n')
        .filter(text => text.startsWith('[')),
    ).toEqual(['[Pause] [Edit] [Stop]'])
    const which = await channel.press(button(list, 'Edit'))
    const form = await channel.press(button(which, '3 ·'))
    expect(fieldsOf(form)).toMatchObject({ time: '12:30' })
    await channel.press(button(await channel.press(button(list, 'Stop')), '3 ·'))
    expect(await channel.kept()).toHaveLength(5)
    expect(textOf(await channel.press(formOf(form), {}, { time: '13:00' }))).toContain('This digest is gone already.')
  })

  test('stand by their time of day, also after a pause of all', async () => {
    const channel = openChannel(store)
    for (const typed of ['daily 18:00', 'weekly fri 07:00', 'daily 12:00']) await channel.type(typed)
    await channel.press(button(await channel.type('pause 3 days'), 'All of them'))
    const times = textOf(await channel.type('list')).match(/at \d\d:\d\d/gu)
    expect(times).toEqual(['at 07:00', 'at 12:00', 'at 18:00'])
  })
})

describe('where a city is another name of a topic', () => {
  const doubt =
    '“ukraine” is a topic. Write “topics” before it. “Berlin” could be a topic or the time zone. Write “Germany” for the topic, or Europe/Berlin for the time zone.'

  test.each([
    [
      'slack',
      '• As the time zone: /digest daily 08:30 Europe/Berlin topics ukraine\n• As a topic: /digest daily 08:30 Asia/Tokyo topics germany, ukraine',
    ],
    [
      'discord',
      '• As the time zone: /digest daily time:08:30 timezone:Europe/Berlin topics:ukraine\n• As a topic: /digest daily time:08:30 timezone:Asia/Tokyo topics:germany, ukraine',
    ],
  ] as const)('both readings are shown as they are typed on %s, and none is set', async (like, examples) => {
    const channel = openChannel(store, { like })
    const answer = textOf(await channel.type('daily 08:30 Berlin, ukraine', { zone: 'Asia/Tokyo' }))
    expect(answer.split('\n\n').slice(0, 2)).toEqual([doubt, examples])
    expect(await channel.kept()).toEqual([])
  })

  test('the likelier stands in the form', async () => {
    const channel = openChannel(store)
    const answer = await channel.type('daily 08:30 Berlin, ukraine', { zone: 'Asia/Tokyo' })
    const form = await channel.press(button(answer, 'Edit'))
    expect(fieldsOf(form)).toMatchObject({ timezone: 'Europe/Berlin', topics: 'ukraine' })
  })
})
