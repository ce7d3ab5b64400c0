import { describe, expect, test } from 'vitest'
import { button, fieldsOf, formOf, NOW, only, openChannel, textOf } from './digest-channel.ts'
import { storeForFile } from './store-for-file.ts'

const store = await storeForFile()

const at = (time: string) => Date.parse(`${time}:00Z`)

describe('set by typing', () => {
  test('the channel is told once by whom, which, when it comes and how to stop it', async () => {
    const channel = openChannel(store)
    const answer = await channel.type('daily 08:30 topics ukraine, gaza')
    expect([answer.kind, textOf(answer)]).toEqual([
      'notice',
      'ana set a digest for this channel: every day at 08:30 (Europe/Berlin), at most 5 stories, about Gaza and Ukraine. First: 23 Nov 2026, 08:30 (Europe/Berlin).\n\nTo stop it, type /digest stop.',
    ])
  })

  test('it is kept with its next time', async () => {
    const channel = openChannel(store)
    await channel.type('weekly fri 16:00 Asia/Kathmandu full 3 stories')
    const kept = only(await channel.kept())
    expect(kept).toMatchObject({
      lane: 'slack/T',
      space: channel.space,
      by: 'ana',
      setAt: NOW,
      nextAt: at('2026-11-27T10:15'),
      nextNominal: '2026-11-27T16:00',
      zoneData: '2026c',
      refusals: 0,
    })
    expect(JSON.parse(kept.wish)).toEqual({ topics: [], stories: 3, oldestDays: 7, layout: 'full' })
  })

  test('every reader sees the next time by their own clock', async () => {
    const answer = await openChannel(store).type('daily 08:30')
    const moments =
      answer.kind === 'notice'
        ? answer.message.blocks.flatMap(block => (block.kind === 'timed' ? block.parts : []))
        : []
    expect(moments.filter(part => typeof part === 'object').map(part => part.at)).toEqual([
      at('2026-11-23T07:30') / 1_000,
    ])
  })

  test('the same one twice is recognised', async () => {
    const channel = openChannel(store)
    await channel.type('weekly mon,fri 08:30 topics gaza, ukraine')
    const again = await channel.type('weekly fri, mon 8:30am Berlin topics ukraine and gaza', { id: 'ben' })
    expect([again.kind, (await channel.kept()).length]).toEqual(['message', 1])
    expect(textOf(again)).toContain('That digest is set already:')
  })

  test('the same one in another layout takes its place', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    const before = only(await channel.kept())
    const answer = await channel.type('daily 08:30 full', { id: 'ben', at: NOW + 1 })
    expect(textOf(answer)).toContain('ben changed a digest of this channel. Now it comes every day at 08:30')
    expect(only(await channel.kept())).toMatchObject({ id: before.id, by: 'ben', setAt: NOW + 1 })
  })

  test('there can be several with different topics, but not without end', async () => {
    const channel = openChannel(store)
    for (let hour = 10; hour < 20; hour += 1) await channel.type(`daily ${hour}:00 topics gaza`)
    const answer = await channel.type('daily 21:00')
    expect([(await channel.kept()).length, textOf(answer)]).toEqual([
      10,
      'At most 10 digests can come to one place. Stop one of them first: /digest list shows them.',
    ])
  })

  test('in a direct message everybody may', async () => {
    const channel = openChannel(store, { rules: { digest: { who: 'managers', late: 0 } } })
    const answer = await channel.type('daily 08:30', { direct: true, manages: false })
    expect(textOf(answer)).toContain('You get a digest here: every day at 08:30')
  })

  test('under another name the examples have that name', async () => {
    const channel = openChannel(store, { rules: { commands: { story: 'story', digest: 'morning' } } })
    expect(channel.command.example).toBe('/morning daily 08:30 Europe/Berlin')
    expect(textOf(await channel.type('daily 08:30'))).toContain('type /morning stop')
  })
})

describe('who may', () => {
  test.each([
    ['members where the platform has it so', { like: 'slack' }, false, 'notice'],
    ['only who manages the channel where the platform has it so', { like: 'discord' }, false, 'message'],
    ['who manages the channel', { like: 'discord' }, true, 'notice'],
    ['only managers where the file says so', { rules: { digest: { who: 'managers', late: 0 } } }, false, 'message'],
    [
      'members where the file says so',
      { like: 'discord', rules: { digest: { who: 'members', late: 0 } } },
      false,
      'notice',
    ],
  ] as const)('%s', async (_, options, manages, kind) => {
    const channel = openChannel(store, options)
    const answer = await channel.type('daily 08:30', { manages })
    expect([answer.kind, (await channel.kept()).length]).toEqual([kind, kind === 'notice' ? 1 : 0])
  })

  test.each(['', 'set', 'daily 25:00', 'pause 3 days', 'resume', 'stop', 'now'])(
    '“%s” is not for everybody',
    async say => {
      const channel = openChannel(store, { like: 'discord' })
      for (const digest of ['daily 08:30', 'daily 09:30']) await channel.type(digest)
      expect(textOf(await channel.type(say, { manages: false }))).toBe(
        'Only an admin, or somebody who may manage this channel, can do that. Ask one of them. /digest preview shows you alone what is new.',
      )
    },
  )
})

describe('a channel in which something is missing', () => {
  const missing = [{ what: 'Counterpoint is not in this channel.', remedy: 'Type /invite @Counterpoint.' }]

  test('it is asked for when the digest is set, and nothing is set', async () => {
    const channel = openChannel(store, { missing })
    const answer = await channel.type('daily 08:30')
    expect([answer.kind, (await channel.kept()).length]).toEqual(['message', 0])
    expect(textOf(answer)).toContain('• Counterpoint is not in this channel. Type /invite @Counterpoint.')
  })

  test('when it is there, the form has what was asked for', async () => {
    const channel = openChannel(store, { missing })
    const answer = await channel.type('weekly fri 16:00 topics gaza')
    channel.repair()
    const form = await channel.press(button(answer, 'Edit'))
    expect((await channel.press(formOf(form), {}, fieldsOf(form))).kind).toBe('notice')
    expect(only(await channel.kept())).toMatchObject({ nextNominal: '2026-11-27T16:00' })
  })
})

describe('set in a form', () => {
  test('it is opened with what is usual and the zone of who asks', async () => {
    expect(fieldsOf(await openChannel(store).type('', { zone: 'Asia/Tokyo' }))).toEqual({
      time: '08:30',
      timezone: 'Asia/Tokyo',
      day: 'mon,tue,wed,thu,fri,sat,sun',
      topics: '',
      layout: 'compact',
      stories: '5',
      oldest: '7',
    })
  })

  test('what was sent is set', async () => {
    const channel = openChannel(store)
    const form = await channel.type('')
    const filled = {
      time: '16:00',
      timezone: 'Asia/Tokyo',
      day: 'mon,fri',
      topics: 'ukraine',
      layout: 'full',
      stories: '3',
      oldest: '2',
    }
    const answer = await channel.press(formOf(form), {}, filled)
    expect(textOf(answer)).toContain(
      'every Monday and Friday at 16:00 (Asia/Tokyo), at most 3 stories, about Ukraine, each in a post of its own, not older than 2 days.',
    )
  })

  test('questions that a platform has no room for stay as they are', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30 3 stories oldest 2 days')
    const form = await channel.press(button(await channel.type('list'), 'Edit'))
    const { stories: _stories, oldest: _oldest, ...shown } = fieldsOf(form)
    await channel.press(formOf(form), {}, { ...shown, time: '09:00' })
    expect(JSON.parse(only(await channel.kept()).wish)).toMatchObject({ stories: 3, oldestDays: 2 })
  })

  test('where no zone was said that of who asks counts', async () => {
    const channel = openChannel(store)
    await channel.use('daily', { time: '08:30' }, { zone: 'Asia/Tokyo' })
    expect(only(await channel.kept())).toMatchObject({ nextAt: at('2026-11-22T23:30') })
  })

  test('a changed digest keeps its name, and what is due stays due', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    const before = only(await channel.kept())
    const late = { at: at('2026-11-23T07:31') }
    const form = await channel.press(button(await channel.type('list', late), 'Edit'), late)
    await channel.press(formOf(form), late, { ...fieldsOf(form), time: '18:00' })
    expect(only(await channel.kept())).toMatchObject({ id: before.id, nextNominal: '2026-11-23T08:30' })
  })

  test('of a digest that somebody stopped meanwhile nothing is changed', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    const form = await channel.press(button(await channel.type('list'), 'Edit'))
    await channel.type('stop')
    expect(textOf(await channel.press(formOf(form), {}, fieldsOf(form)))).toBe(
      'This digest is gone already. To see those that are set, type /digest list.',
    )
  })
})

describe('wrong input', () => {
  test('is answered alone with what is wrong and an example', async () => {
    const channel = openChannel(store)
    const answer = await channel.type('daily 25:00 Berlin')
    expect([answer.kind, textOf(answer)]).toEqual([
      'message',
      'There is no hour 25: hours go from 0 to 23.\n\nFor example: /digest daily 08:30 Europe/Berlin\n\nTo see all ways, type /digest help.\n\n[Edit]',
    ])
  })

  test('the example is as things are typed in a thread, where slash commands do not work', async () => {
    const answer = await openChannel(store).type('daily 25:00', { thread: '1.2' })
    expect(textOf(answer)).toContain(
      'For example: @Counterpoint digest daily 08:30 Europe/Berlin\n\nTo see all ways, type @Counterpoint digest help.',
    )
  })

  test('the example is as things are typed there', async () => {
    const channel = openChannel(store, { like: 'discord' })
    const answer = await channel.use('weekly', {
      day: 'fri',
      time: '8',
      timezone: 'Berlin',
      topics: 'Gaza',
      layout: 'full',
    })
    expect(textOf(answer)).toContain(
      'For example: /digest weekly day:fri time:08:00 timezone:Europe/Berlin topics:gaza layout:full',
    )
  })

  test('the day that was meant stands in the example and in the form', async () => {
    const channel = openChannel(store, { like: 'discord' })
    const options = { day: 'mon, fryday', time: '9am', timezone: 'Berlin', topics: '', layout: 'compact' }
    const answer = await channel.use('weekly', options)
    expect(textOf(answer)).toContain('/digest weekly day:mon,fri time:09:00')
    expect(fieldsOf(await channel.press(button(answer, 'Edit')))).toMatchObject({ day: 'mon,fri', time: '9am' })
  })

  test.each([
    [{ day: 'every friday', time: 'at 9:00', timezone: 'in Tokyo' }, 'every Friday at 09:00 (Asia/Tokyo)'],
    [{ day: 'mon and wed', time: '“9:00”', timezone: '"Tokyo"' }, 'every Monday and Wednesday at 09:00 (Asia/Tokyo)'],
    [
      { day: 'Freitag', time: '9 in the evening', timezone: 'Berlin, Germany', topics: 'ukraine and gaza' },
      'every Friday at 21:00 (Europe/Berlin), at most 5 stories, about Gaza and Ukraine',
    ],
    [{ day: 'monday to thursday', time: '9h', timezone: 'ET' }, 'Tuesday, Wednesday, and Thursday at 09:00'],
  ])('options with names take what is said around a day, a time and a city: %o', async (options, told) => {
    const answer = await openChannel(store, { like: 'discord' }).use('weekly', options)
    expect(textOf(answer)).toContain(told)
  })

  test('a weekly digest whose day was not understood gets an example with a day', async () => {
    const channel = openChannel(store, { like: 'discord' })
    const answer = await channel.use('weekly', { day: 'whenever', time: '9:00', timezone: 'Tokyo' })
    expect(textOf(answer)).toContain('For example: /digest weekly day:fri time:09:00 timezone:Asia/Tokyo')
  })

  test('Edit reopens the form as it was filled in', async () => {
    const channel = openChannel(store)
    const form = await channel.type('')
    const filled = {
      time: '8',
      timezone: 'Atlantis',
      day: 'fri',
      topics: 'gaza,ukrane',
      layout: 'full',
      stories: '3',
      oldest: '2',
    }
    const answer = await channel.press(formOf(form), {}, filled)
    expect(fieldsOf(await channel.press(button(answer, 'Edit')))).toEqual(filled)
  })

  test('a place that is none is not guessed, neither in the example nor in the form', async () => {
    const channel = openChannel(store)
    const answer = await channel.type('daily 08:30 atlantis', { zone: 'Asia/Tokyo' })
    expect(textOf(answer)).toContain('“atlantis” is not a time zone or a city that Counterpoint knows.')
    expect(textOf(answer)).toContain('For example: /digest daily 08:30 Asia/Tokyo')
    expect(fieldsOf(await channel.press(button(answer, 'Edit')))).toMatchObject({ time: '08:30', timezone: 'atlantis' })
  })

  test.each([
    ['slack', '/digest daily 08:30 Europe/Berlin'],
    ['discord', '/digest daily time:08:30 timezone:Europe/Berlin'],
  ] as const)('where it cannot be opened on %s, what to type stands in its place', async (like, example) => {
    const channel = openChannel(store, { like })
    const answer = await (like === 'slack' ? channel.type('') : channel.use('set'))
    expect(textOf(answer)).toContain(`To set a digest, type ${example}.`)
  })

  test('what is mended in it changes the digest that was meant', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    const form = await channel.press(button(await channel.type('list'), 'Edit'))
    const wrong = await channel.press(formOf(form), {}, { ...fieldsOf(form), time: 'soon' })
    const again = await channel.press(button(wrong, 'Edit'))
    await channel.press(formOf(again), {}, { time: '09:00' })
    expect(only(await channel.kept())).toMatchObject({ nextNominal: '2026-11-23T09:00' })
  })

  test('what was right in it and is not asked for again stays', async () => {
    const channel = openChannel(store)
    const wrong = await channel.type('daily 25:00 full 3 stories')
    const again = await channel.press(button(wrong, 'Edit'))
    await channel.press(formOf(again), {}, { time: '09:00' })
    expect(JSON.parse(only(await channel.kept()).wish)).toMatchObject({ layout: 'full', stories: 3 })
  })

  test('nobody sees what somebody else filled in', async () => {
    const channel = openChannel(store)
    const answer = await channel.type('weekly fri 25:00')
    expect(fieldsOf(await channel.press(button(answer, 'Edit'), { id: 'ben' }))).toMatchObject({
      day: 'mon,tue,wed,thu,fri,sat,sun',
    })
  })
})

describe('more than anybody needs', () => {
  const many = Array.from({ length: 400 }, (_, n) => `nowhere-${n}`).join(',')

  test('of many unknown topics the first are named', async () => {
    const channel = openChannel(store)
    const form = await channel.press(formOf(await channel.type('')), {}, { topics: many })
    expect(textOf(form)).toMatch(/^“[^“]+”, “[^“]+”, and “[^“]+” are not topics that Counterpoint knows\. /u)
    expect(textOf(form)).toContain('A digest has at most 10 topics.')
  })

  test('what is kept to be mended has an end', async () => {
    const channel = openChannel(store)
    const wrong = await channel.press(formOf(await channel.type('')), {}, { topics: many, time: '8'.repeat(9_000) })
    const fields = fieldsOf(await channel.press(button(wrong, 'Edit')))
    expect([fields.time?.length, (fields.topics?.length ?? 0) <= 300]).toEqual([300, true])
  })
})
