import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Here } from '../../../src/adapters/slack/hear.ts'
import { hearHome, hearHomePress, planHome } from '../../../src/adapters/slack/home.ts'
import type { Command } from '../../../src/commands/command.ts'
import { HOUSE_RULES } from '../../../src/commands/manners.ts'
import { storyCommand } from '../../../src/commands/story.ts'
import { readAliases } from '../../../src/core/library/aliases.ts'
import { createLibrary } from '../../../src/core/library/library.ts'
import { refuseView } from '../../../src/emulators/slack/view-method.ts'
import type { Store } from '../../../src/store/store.ts'
import { sqliteHome } from '../../store/sqlite-home.ts'
import { T0 } from '../../store/steps.ts'

const place = sqliteHome()
let store: Store
let command: Command
let here: Here

beforeEach(async () => {
  store = await place.open()
  command = storyCommand(createLibrary(readAliases({}).aliases), {
    store,
    rules: HOUSE_RULES,
    topicTitle: slug => slug,
  })
  here = {
    installation: 'T1',
    botUserId: 'U0',
    teamUrl: 'https://t1.slack.com/',
    commands: [command],
    at: T0,
    isAdmin: () => Promise.resolve(false),
  }
})
afterEach(async () => {
  await store.close()
  await place.remove()
})

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload, of the Home tab. */
function press(action: Readonly<Record<string, unknown>>) {
  return {
    type: 'block_actions',
    trigger_id: 'trigger',
    team: { id: 'T1' },
    user: { id: 'U1', name: 'ben' },
    container: { type: 'view', view_id: 'V1' },
    view: { id: 'V1', type: 'home', private_metadata: 'D1' },
    actions: [action],
  }
}

const CHOICE = press({ type: 'conversations_select', action_id: 'home/channel', selected_conversation: 'C1' })

async function viewOf(body: unknown): Promise<Readonly<Record<string, unknown>>> {
  const { ask } = hearHomePress(body, here)!
  const [step] = planHome(ask, await command.answer(ask))
  return JSON.parse(step!.payload).view
}

test('a channel that is chosen shows what was set there, and stays chosen', async () => {
  const set = { lane: 'slack/T1', channel: 'C1', value: '{"story":"private","cooldown":300}', by: 'U2' }
  await store.take('set', [], T0, { changes: [{ kind: 'setting', ...set }] })
  const view = await viewOf(CHOICE)
  const shown = JSON.stringify(view)
  expect(shown).toContain('Stories: shown to the asker alone')
  expect(shown).toContain('Pause between two posts: 5 minutes')
  expect(shown).toContain('"initial_conversation":"C1"')
  expect(refuseView(view, true)).toBe(undefined)
})

test('where nothing was set the defaults are shown', async () => {
  expect(JSON.stringify(await viewOf(CHOICE))).toContain('Same story not again for: 1 hour')
})

test('a story that is pressed is asked for in the conversation with the bot, for all to see who are in it', () => {
  const heard = hearHomePress(press({ type: 'button', action_id: 'v1:story:e:ports:facts' }), here)
  expect([heard?.kind, heard?.ask]).toMatchObject([
    'press',
    { words: { query: 'ports', part: 'facts' }, visibility: 'everyone', address: { channel: 'D1', direct: true } },
  ])
})

test('a press in a message is none on the Home tab', () => {
  expect(hearHomePress({ ...CHOICE, view: undefined }, here)).toBe(undefined)
})

test.each([
  ['home', 'page'],
  ['messages', undefined],
])('of the tabs, looking at %s is heard as %s', (tab, kind) => {
  const event = { type: 'app_home_opened', user: 'U1', channel: 'D1', tab }
  expect(hearHome({ event_id: 'Ev1', team_id: 'T1', event }, here)?.kind).toBe(kind)
})
