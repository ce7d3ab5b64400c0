import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { startDiscord } from '../../src/emulators/discord/discord-emulator.ts'
import type { Emulator, Seen } from '../../src/emulators/emulator.ts'
import { startSlack } from '../../src/emulators/slack/slack-emulator.ts'
import { expected, newsOf, shown, storyId } from './digest-shown.ts'
import { type DigestStage, HOUR, MINUTE, morning, openDigestStage, openOn, setDaily } from './digest-stage.ts'
import { asides, storyDocument } from './stage.ts'

/** Walks on a stage of its own, so that walks can go side by side. */
async function on<E extends Emulator>(
  opening: Promise<DigestStage<E>>,
  walk: (stage: DigestStage<E>) => Promise<void>,
) {
  const stage = await opening
  try {
    await walk(stage)
  } finally {
    await stage.end()
  }
}

describe.each(['Slack', 'Discord'] as const)('On %s', platform => {
  test.concurrent('a day without news is silent, and a story that changed comes as an update', () =>
    on(openDigestStage(platform, newsOf(1, 1)), async stage => {
      const app = await stage.start()
      await setDaily(stage.emulator, 'compact')
      await stage.rest()
      const first = await stage.comes(morning(1))
      const silent = await stage.comes(morning(2))
      const update = {
        date: '2026-12-02',
        kind: 'corrected',
        text: { text: 'The harbor is open.', cites: [] },
      } as const
      await stage.stop(app)
      stage.put(storyDocument(storyId(1), { date: '2026-12-01', updates: [update] }))
      await stage.start()
      const third = (await stage.comes(morning(3))).slice(silent.length)
      const isUpdate = /Update: .*The harbor is open\./su.test(third[0]!.text)
      expect([silent.length - first.length, isUpdate, third.length]).toEqual([0, true, 4])
    }))

  test.concurrent('a restart in the same minute posts nothing again', () =>
    on(openDigestStage(platform, newsOf(1, 1)), async stage => {
      const app = await stage.start()
      await setDaily(stage.emulator, 'compact')
      const before = (await stage.rest()).length
      await stage.comes(morning(1))
      await stage.stop(app)
      await stage.start()
      const seen = await stage.comes(morning(1) + MINUTE / 2)
      expect(shown(seen.slice(before))).toEqual(expected('compact', stage.emulator.id('news'), 1, 1))
    }))

  test.concurrent('what came due while the bot was away comes at its start, if it is less than six hours late', () =>
    on(openDigestStage(platform, newsOf(2, 1)), async stage => {
      const app = await stage.start()
      await setDaily(stage.emulator, 'compact')
      const before = (await stage.rest()).length
      await stage.stop(app)
      stage.clock.set(morning(1) + 6 * HOUR)
      const late = await stage.start()
      await byItself(stage)
      await stage.stop(late)
      stage.clock.set(morning(2) + 5 * HOUR)
      await stage.start()
      const seen = (await byItself(stage)).slice(before)
      const ids = [storyId(1), storyId(2)].map(id =>
        seen.filter(({ thread, text }) => thread === undefined && text.includes(id)),
      )
      expect(ids.map(roots => roots.length)).toEqual([1, 1])
    }))

  test.concurrent('two bots on one database post it once', () =>
    on(openDigestStage(platform, newsOf(1, 2)), async stage => {
      await stage.start()
      await setDaily(stage.emulator, 'full')
      const before = (await stage.rest()).length
      await stage.start()
      const seen = await stage.comes(morning(1))
      expect(shown(seen.slice(before))).toEqual(expected('full', stage.emulator.id('news'), 1, 2))
    }))
})

test.concurrent('on Slack a channel that takes no posts halts its digest at the third, and whoever set it is told once', () =>
  on(openOn(startSlack, newsOf(4, 1)), async slack => {
    await slack.start()
    await setDaily(slack.emulator, 'compact')
    await slack.rest()
    await slack.emulator.archive('news')
    const tries = []
    for (const day of [1, 2, 3, 4]) {
      const before = slack.emulator.calls().length
      await slack.comes(morning(day))
      tries.push(
        slack.emulator
          .calls()
          .slice(before)
          .filter(({ name }) => name === 'chat.postMessage').length,
      )
    }
    const ana = slack.emulator.as('ana').in('general')
    await ana.type('/story help')
    await ana.type('/story help')
    const told = asides(await slack.rest('general')).filter(({ text }) => text.includes('every day at 08:30'))
    expect([tries, told.length]).toEqual([[1, 1, 1, 0], 1])
  }))

test.concurrent('on Discord a server that the bot was removed from gets no digest, and gets it again with the bot', () =>
  on(openOn(startDiscord, newsOf(2, 1)), async discord => {
    await discord.start()
    await setDaily(discord.emulator, 'compact')
    const before = (await discord.rest()).length
    discord.emulator.guild('removed')
    await gone(discord, 1)
    const without = (await discord.comes(morning(1))).length - before
    discord.emulator.guild('invited')
    await gone(discord, 0)
    const seen = await discord.comes(morning(1) + HOUR)
    expect([without, shown(seen.slice(before))]).toEqual([0, expected('compact', discord.emulator.id('news'), 1, 1)])
  }))

/** Resolves when so many digests rest because the bot is not there. */
async function gone({ store }: DigestStage, digests: 0 | 1): Promise<void> {
  const kept = await store()
  while (((await kept.nextDue()) === undefined ? 1 : 0) !== digests) await wait(5)
}

/** Resolves when nothing is due any more, without anybody asking for it, and all is posted. */
async function byItself(stage: DigestStage): Promise<readonly Seen[]> {
  const kept = await stage.store()
  while (((await kept.nextDue()) ?? 0) <= stage.clock.now()) await wait(5)
  return stage.rest()
}
