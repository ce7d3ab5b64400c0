import { describe, expect, test } from 'vitest'
import { button, fieldsOf, formOf, NOW, only, openChannel, textOf } from './digest-channel.ts'
import { storeForFile } from './store-for-file.ts'

const store = await storeForFile()

describe('/digest pause', () => {
  test('leaves out what would come before', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    const answer = await channel.type('pause 3 days')
    expect(textOf(answer)).toContain('Paused until 25 Nov 2026, 13:00 (Europe/Berlin).')
    expect(only(await channel.kept())).toMatchObject({ nextNominal: '2026-11-26T08:30' })
  })

  test('asks which one where there are several, for good', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    await channel.type('daily 18:00', { at: NOW + 1 })
    const asked = await channel.type('pause until 2026-12-01')
    expect(textOf(asked)).toContain('Which digest is to be paused?')
    await channel.press(button(asked, 'Every day at 18:00'), { at: NOW + 3_600_000 })
    const paused = (await channel.kept()).map(({ nextNominal, pausedUntil }) => [
      nextNominal,
      pausedUntil !== undefined,
    ])
    expect(paused).toEqual([
      ['2026-11-23T08:30', false],
      ['2026-12-01T18:00', true],
    ])
  })

  test('can be meant for all of them', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    await channel.type('daily 18:00')
    await channel.press(button(await channel.type('pause a week'), 'All of them'))
    expect((await channel.kept()).filter(({ pausedUntil }) => pausedUntil !== undefined)).toHaveLength(2)
  })

  test('a press that comes after the pause would be over is told so', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    await channel.type('daily 18:00')
    const asked = await channel.type('pause 3 days')
    const late = await channel.press(button(asked, 'Every day at 18:00'), { at: NOW + 4 * 86_400_000 })
    expect(textOf(late)).toContain('A pause of no length leaves nothing out.')
  })

  test('without a span a form asks for it', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    const form = await channel.press(button(await channel.type('list'), 'Pause'))
    expect(fieldsOf(form)).toEqual({ span: '3 days' })
    await channel.press(formOf(form), {}, { span: '7 days' })
    expect(only(await channel.kept())).toMatchObject({ nextNominal: '2026-11-30T08:30' })
  })

  test('is told what is wrong, with an example', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    expect(textOf(await channel.type('pause 3'))).toBe(
      'Say 3 of what: hours, days, weeks or months.\n\nFor example: /digest pause 3 days\n\n[Edit]',
    )
  })

  test('ends with resume', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    const paused = await channel.type('pause 3 days')
    const answer = await channel.press(button(paused, 'Resume'))
    expect(textOf(answer)).toContain('It goes on:\n\nEvery day at 08:30 (Europe/Berlin)')
    const kept = only(await channel.kept())
    expect([kept.nextNominal, kept.pausedUntil]).toEqual(['2026-11-23T08:30', undefined])
  })

  test('until a day lasts until it begins where each digest is', async () => {
    const channel = openChannel(store)
    for (const zone of ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo']) await channel.type(`daily 20:00 ${zone}`)
    await channel.press(button(await channel.type('pause until 2026-12-24'), 'All of them'))
    expect((await channel.kept()).map(({ nextNominal }) => nextNominal)).toEqual(Array(3).fill('2026-12-24T20:00'))
  })

  test('goes on until resume finds nothing missing to post there', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    await channel.type('pause 3 days')
    channel.lose([{ what: 'Counterpoint is not in the channel.', remedy: 'Type /invite @Counterpoint there.' }])
    const answer = textOf(await channel.type('resume'))
    expect(answer).toMatch(
      /^It stays paused, because digests cannot be posted here\.\n\n.*Type \/invite @Counterpoint there\.$/u,
    )
    expect(only(await channel.kept()).pausedUntil).toBeGreaterThan(NOW)
    channel.repair()
    await channel.type('resume')
    expect(only(await channel.kept()).pausedUntil).toBeUndefined()
  })

  test('that somebody else has ended already is not said to be of a digest that is gone', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    await channel.type('daily 18:00')
    await channel.type('pause all 3 days')
    const list = await channel.type('list')
    await channel.press(button(list, 'Resume'))
    expect(textOf(await channel.press(button(list, 'Resume')))).toMatch(/^It goes on:\s+Every day at 08:30/u)
  })

  test('where nothing is paused nothing is resumed', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    expect(textOf(await channel.type('resume'))).toBe(
      'No digest is paused here. To see those that are set, type /digest list.',
    )
  })
})

describe('/digest stop', () => {
  test('ends the only one, and says how to have it again', async () => {
    const channel = openChannel(store)
    await channel.type('weekly fri 16:00 topics gaza full')
    expect(textOf(await channel.type('stop'))).toContain(
      'To have it again, type /digest weekly fri 16:00 Europe/Berlin topics gaza full.',
    )
    expect(await channel.kept()).toEqual([])
  })

  test('asks which one where there are several', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    await channel.type('daily 18:00')
    await channel.press(button(await channel.type('stop'), 'Every day at 08:30'))
    expect(only(await channel.kept())).toMatchObject({ nextNominal: '2026-11-22T18:00' })
  })

  test('of all of them ends none that was set after it was asked', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    await channel.type('daily 18:00')
    const asked = await channel.type('stop')
    await channel.type('daily 20:00')
    const again = await channel.press(button(asked, 'All of them'))
    expect([textOf(again).split('\n')[0], (await channel.kept()).length]).toEqual(['Which digest is to be stopped?', 3])
    await channel.press(button(again, 'All of them'))
    expect(await channel.kept()).toEqual([])
  })

  test('one that is gone already is said to be', async () => {
    const channel = openChannel(store)
    await channel.type('daily 08:30')
    const list = await channel.type('list')
    await channel.press(button(list, 'Stop'))
    expect(textOf(await channel.press(button(list, 'Stop')))).toBe(
      'This digest is gone already. To see those that are set, type /digest list.',
    )
  })

  test('a button of another channel ends nothing here', async () => {
    const [one, other] = [openChannel(store), openChannel(store)]
    await one.type('daily 08:30')
    await other.press(button(await one.type('list'), 'Stop'))
    expect(await one.kept()).toHaveLength(1)
  })
})
