import { afterEach, describe, expect, test } from 'vitest'
import type { Stage } from './stage.ts'
import { asides, discordStage, posts, slackStage, storyDocument } from './stage.ts'

const STORIES = { ...storyDocument('ports'), ...storyDocument('quays') }

let stage: Stage
afterEach(() => stage.end())

/** What the bot says in a place after something was typed there, private answers too. */
async function typed(place: string, text: string, thread?: string) {
  const before = stage.emulator.seen(place).filter(message => message.bot).length
  await stage.emulator.as('ana').in(place, thread).type(text)
  return (await stage.rest(place)).filter(message => message.bot).slice(before)
}

const platforms = [
  {
    platform: 'Slack',
    open: () => slackStage({ stories: STORIES }),
    set: '/digest daily 08:30 Europe/Berlin',
    later: '/digest daily 08:30 Europe/Berlin full',
    where: 'In the thread: ',
    threaded: true,
  },
  {
    platform: 'Discord',
    open: () => discordStage({ stories: STORIES }),
    set: '/digest daily time:08:30 timezone:Europe/Berlin',
    later: '/digest daily time:08:30 timezone:Europe/Berlin layout:full',
    where: 'To follow: ',
    threaded: false,
  },
] as const

describe.each(platforms)('In a direct message on $platform', ({ open, set, later, where, threaded }) => {
  test('the root of a digest says where the rest of it is, and there it is', async () => {
    stage = await open()
    const [root, ...replies] = (await typed('bot', '/digest now')).filter(({ text }) => !text.includes('posted'))
    expect(root?.text).toContain(`${where}the facts of each story with their sources, then every side of it.`)
    expect(replies.map(({ thread }) => thread)).toEqual(Array(6).fill(threaded ? root?.id : undefined))
  })

  test('nothing that is said of a digest speaks of a channel', async () => {
    stage = await open()
    const said = [
      ...(await typed('bot', '/digest list')),
      ...(await typed('bot', set)),
      ...(await typed('bot', set)),
      ...(await typed('bot', later)),
      ...(await typed('bot', '/digest list')),
      ...(await typed('bot', '/digest resume')),
      ...(await typed('bot', '/digest stop')),
    ].map(message => message.text)
    expect(said).toHaveLength(7)
    expect(said.filter(text => /channel/iu.test(text))).toEqual([])
  })
})

test.each(platforms)('in a preview on $platform nothing is said of a thread', async ({ open }) => {
  stage = await open()
  await typed('news', '/digest preview')
  const [page] = asides(stage.emulator.seen('news'))
  expect([posts(stage.emulator.seen('news')), page?.text.includes('To follow: the facts of each story')]).toEqual([
    [],
    true,
  ])
})
