import { expect, test } from 'vitest'
import { startDiscord } from '../../src/emulators/discord/discord-emulator.ts'
import type { Emulator, Seen } from '../../src/emulators/emulator.ts'
import { startSlack } from '../../src/emulators/slack/slack-emulator.ts'
import type { AtEnd } from '../cli/program.ts'
import { newsOf } from './digest-shown.ts'
import { type DigestStage, morning, openOn, setDaily } from './digest-stage.ts'
import { asides, posts } from './stage.ts'

/** A stage with a story for each day, on which a bot runs. */
async function begun<E extends Emulator>(opening: Promise<DigestStage<E>>, atEnd: AtEnd) {
  const stage = await opening
  atEnd(() => stage.end())
  return { ...stage, app: await stage.start() }
}

type Begun = Awaited<ReturnType<typeof begun>>

async function onSlack(atEnd: AtEnd) {
  const stage = await begun(openOn(startSlack, newsOf(6, 1)), atEnd)
  await setDaily(stage.emulator, 'compact')
  await stage.rest()
  return stage
}

/** How many calls that post are made on each day, the first of which is the `first`. */
async function triesOn({ app, clock, emulator, rest }: Begun, first: number, days: number, channel: string) {
  const tries: number[] = []
  for (let day = first; day < first + days; day += 1) {
    const before = emulator.calls().length
    clock.set(morning(day))
    await app.tick(clock.now())
    await rest(channel)
    const calls = emulator.calls().slice(before)
    tries.push(calls.filter(({ name }) => /^(?:chat\.postMessage|POST \S+(?:messages|threads))$/u.test(name)).length)
  }
  return tries
}

/** What Ana, who has set it, is told of halted digests when she asks for something twice. */
async function toldAna({ emulator, rest }: Begun, channel: string): Promise<readonly string[]> {
  const before = asides(await rest(channel)).length
  for (let time = 0; time < 2; time += 1) await emulator.as('ana').in(channel).type('/digest list')
  const told = asides(await rest(channel)).slice(before)
  return told.map(({ text }) => text).filter(text => text.includes('was halted'))
}

const roots = (seen: readonly Seen[]) =>
  posts(seen).filter(({ thread, text }) => thread === undefined && text.startsWith('News digest'))

test.concurrent('on Slack an archived channel is tried three times, told once with the remedy, and goes on when it is open again', async ({
  onTestFinished: atEnd,
}) => {
  const stage = await onSlack(atEnd)
  await stage.emulator.archive('news')
  const tries = await triesOn(stage, 1, 5, 'news')
  const told = await toldAna(stage, 'general')
  await stage.emulator.unarchive('news')
  await stage.emulator.as('ana').in('news').type('/digest resume')
  const then = await triesOn(stage, 6, 1, 'news')
  expect([tries, told, then, roots(await stage.rest()).length]).toEqual([
    [1, 1, 1, 0, 0],
    [
      expect.stringContaining(
        'The channel is archived. Unarchive it, or use another channel. (Slack answered "is_archived")',
      ),
    ],
    // The five newest of six stories, and the root above them.
    [16],
    1,
  ])
})

test.concurrent('on Slack a channel that takes no replies halts its digest too, and goes on when it takes them again', async ({
  onTestFinished: atEnd,
}) => {
  const stage = await onSlack(atEnd)
  stage.emulator.bar('news', 'replies')
  // A root, and below it the facts and both sides.
  const tries = await triesOn(stage, 1, 5, 'news')
  const told = await toldAna(stage, 'news')
  stage.emulator.bar('news', undefined)
  await stage.emulator.as('ana').in('news').type('/digest resume')
  const then = await triesOn(stage, 6, 1, 'news')
  expect([tries, told, then, roots(await stage.rest()).length]).toEqual([
    [4, 4, 4, 0, 0],
    [expect.stringContaining('That channel takes no threads, and every side stands in one. Use another.')],
    [10],
    4,
  ])
})

test.concurrent('on Discord a deleted channel is tried three times and told once with the remedy, and nothing comes of it any more', async ({
  onTestFinished: atEnd,
}) => {
  const stage = await begun(openOn(startDiscord, newsOf(5, 1)), atEnd)
  await setDaily(stage.emulator, 'compact')
  await stage.rest()
  stage.emulator.removeChannel('news')
  // Answered after the bot has heard of it.
  await stage.emulator.as('ana').in('general').type('/digest list')
  // As a message, and each story as a post: of a channel that is not there nobody knows whether it was a forum.
  const tries = await triesOn(stage, 1, 5, 'general')
  const told = await toldAna(stage, 'general')
  expect([tries, told]).toEqual([[2, 3, 4, 0, 0], [expect.stringContaining('The channel is gone. Use another one.')]])
})

test.concurrent('on Discord a forum whose posts take no replies of the bot halts its digest too, and goes on with the permission', async ({
  onTestFinished: atEnd,
}) => {
  const world = { people: [{ name: 'ana', manages: true }], channels: [{ name: 'forum', kind: 'forum' as const }] }
  const stage = await begun(
    openOn(({ now }) => startDiscord({ now, world }), newsOf(6, 1)),
    atEnd,
  )
  const post = stage.emulator.startThread('ana', 'forum', 'A question', 'What is new?')
  const ana = stage.emulator.as('ana').in('forum', post)
  await ana.type('/digest daily time:08:30 timezone:Europe/Berlin')
  await stage.rest('forum')
  stage.emulator.permit('forum', 'SEND_MESSAGES_IN_THREADS', false)
  const tries = await triesOn(stage, 1, 5, 'forum')
  await ana.type('/digest list')
  await ana.type('/digest list')
  const told = asides(await stage.rest('forum')).filter(({ text }) => text.includes('was halted'))
  stage.emulator.permit('forum', 'SEND_MESSAGES_IN_THREADS', true)
  await ana.type('/digest resume')
  const then = await triesOn(stage, 6, 1, 'forum')
  expect([tries, told.map(({ text }) => text), then]).toEqual([
    [3, 3, 3, 0, 0],
    [expect.stringContaining('The bot may not post there. Give it "Send Messages"')],
    [9],
  ])
})
