import { MessageFlags } from 'discord.js'
import { expect, test } from 'vitest'
import { openState } from '../../../src/emulators/discord/state.ts'
import { openThread } from '../../../src/emulators/discord/thread.ts'
import { DEFAULT_WORLD } from '../../../src/emulators/discord/world.ts'
import { asked, received, stage, text } from './bot.ts'

test('a story is asked for, answered, and its sides are said in a thread', async () => {
  const here = await stage()
  const { discord } = here
  const { interaction, outcome } = await received(here, () => discord.as('ben').in('news').type('/story topic:korea'))
  if (!interaction.isChatInputCommand()) throw new Error('No command came.')
  const reply = await interaction.reply({
    flags: MessageFlags.IsComponentsV2,
    components: [{ type: 17, id: 1_700_000_001, components: [text('# Kim wants more'), text('- A fact.')] }],
    withResponse: true,
  })
  const thread = await reply.resource?.message?.startThread({ name: 'Kim wants more' })
  const flags = MessageFlags.SuppressNotifications
  await thread?.send({ content: '**Critical** Drills invite it.', nonce: 'side-1', enforceNonce: true, flags })
  await thread?.send({ content: '**Pro** Readiness has to grow.', nonce: 'side-2', enforceNonce: true, flags })
  await interaction.followUp({ content: 'Said.', flags: MessageFlags.Ephemeral })
  await thread?.setArchived(true)
  expect(await outcome).toMatchObject({ acknowledged: true })
  const seen = discord.seen('news')
  const root = seen[0]?.id
  expect(seen.map(({ text, thread, onlyFor }) => ({ text, thread, onlyFor }))).toEqual([
    { text: 'Kim wants more\n• A fact.', thread: undefined, onlyFor: undefined },
    { text: 'Critical Drills invite it.', thread: root, onlyFor: undefined },
    { text: 'Pro Readiness has to grow.', thread: root, onlyFor: undefined },
    { text: 'Said.', thread: undefined, onlyFor: 'ben' },
  ])
  expect(discord.threads('news')).toEqual([{ id: root, name: 'Kim wants more', archived: true, locked: false }])
  expect(discord.defects()).toEqual([])
  await here.close()
})

test('deferring, editing and deleting a reply go through the real client', async () => {
  const here = await stage()
  const { interaction } = await asked(here)
  if (!interaction.isChatInputCommand()) throw new Error('No command came.')
  await interaction.deferReply({ withResponse: true })
  await interaction.editReply('Found')
  const more = await interaction.followUp('More')
  await more.edit('Better')
  await interaction.deleteReply()
  expect(here.discord.seen('news')).toMatchObject([{ text: 'Better', edited: true }])
  expect(here.discord.defects()).toEqual([])
  await here.close()
})

test('a server has 1,000 open threads, and no more', () => {
  const state = openState({ world: DEFAULT_WORLD, now: () => Date.UTC(2026, 10, 2), token: () => 'token' })
  const stage = { state, gateway: { dispatch: () => undefined }, approve: () => undefined }
  const [parent] = state.rooms
  if (!parent) throw new Error('There is no channel.')
  const wish = { parent, name: 'A', type: 11 as const, archiveMinutes: 60, slowmodeSeconds: 0 }
  const first = openThread(stage, state.bot, { ...wish, id: state.id() })
  for (let n = 2; n <= 1000; n += 1) openThread(stage, state.bot, { ...wish, id: state.id() })
  expect(() => openThread(stage, state.bot, { ...wish, id: state.id() })).toThrow(
    'Maximum number of active threads reached',
  )
  first.archived = true
  expect(openThread(stage, state.bot, { ...wish, id: '7' }).id).toBe('7')
})
