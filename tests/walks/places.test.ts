import { afterEach, describe, expect, test } from 'vitest'
import type { DiscordEmulator } from '../../src/emulators/discord/discord-emulator.ts'
import type { World } from '../../src/emulators/emulator.ts'
import type { SlackEmulator } from '../../src/emulators/slack/slack-emulator.ts'
import type { Stage } from './stage.ts'
import { asides, discordStage, outline, posts, slackStage, storyDocument } from './stage.ts'

const PORTS = storyDocument('ports')
const WHOLE = ['The harbor of ports is closed', '  Anti-harbor narrative', '  Pro-harbor narrative']

describe('On Slack', () => {
  let stage: Stage<SlackEmulator>
  afterEach(() => stage.end())

  test('a mention in a thread is answered in that thread', async () => {
    stage = await slackStage({ stories: PORTS })
    await stage.emulator.as('ana').in('news').say('What is up with the harbor?')
    const question = stage.emulator.seen('news')[0]!
    await stage.emulator.as('ben').in('news', question.id).mention('ports')
    const answers = posts(await stage.rest('news'))
    expect(answers.map(message => message.thread)).toEqual([question.id, question.id, question.id])
    expect(
      outline(answers)
        .map(line => line.trim())
        .toSorted(),
    ).toEqual(WHOLE.map(line => line.trim()).toSorted())
  })

  test('a mention in the channel is answered in a thread under it, with the name of who asked', async () => {
    stage = await slackStage({ stories: PORTS })
    await stage.emulator.as('ben').in('news').mention('ports')
    const seen = await stage.rest('news')
    expect(posts(seen).every(message => message.thread === seen[0]!.id)).toBe(true)
    expect(posts(seen)[0]?.text).toContain('Asked by ben')
  })

  test('a mention that nothing matches is answered to the asker alone', async () => {
    stage = await slackStage({ stories: PORTS })
    await stage.emulator.as('ben').in('news').mention('qqqq')
    const seen = await stage.rest('news')
    expect([posts(seen).length, asides(seen).map(message => message.onlyFor)]).toEqual([0, ['ben']])
  })

  test('a mention that its author edits is answered once', async () => {
    stage = await slackStage({ stories: PORTS })
    await stage.emulator.as('ben').in('news').mention('ports')
    const question = (await stage.rest('news'))[0]!
    await stage.emulator.edit('news', question.id, `<@${stage.emulator.id('Counterpoint')}> ports please`)
    expect(posts(await stage.rest('news'))).toHaveLength(3)
  })

  test('help can be asked for by mention, with or without a comma', async () => {
    stage = await slackStage({ stories: PORTS })
    await stage.emulator.as('ben').in('news').mention(', help')
    expect(asides(await stage.rest('news'))[0]?.text).toContain('/story north-korea')
  })

  test('a side that its thread refuses goes to the asker alone, with a word about it', async () => {
    stage = await slackStage({ stories: PORTS })
    stage.emulator.onCall(async (call, phase) => {
      if (phase === 'accepted' && call.name === 'chat.postMessage') await stage.emulator.expel('news')
    })
    await stage.emulator.as('ben').in('news').type('/story ports')
    const seen = asides(await stage.rest('news'))
    expect(seen.map(message => message.text.includes('could not post this part in the thread'))).toEqual([true, true])
  })

  test('a direct message is answered', async () => {
    stage = await slackStage({ stories: PORTS })
    await stage.emulator.as('ben').in('bot').say('ports')
    expect(outline(await stage.rest('bot')).toSorted()).toEqual(WHOLE.toSorted())
  })

  test('a command in a direct message is answered there', async () => {
    stage = await slackStage({ stories: PORTS })
    await stage.emulator.as('ben').in('bot').type('/story ports')
    expect(outline(await stage.rest('bot')).toSorted()).toEqual(WHOLE.toSorted())
  })

  test('where the bot is no member, the asker alone gets all of it, and is told what to type', async () => {
    stage = await slackStage({ stories: PORTS })
    await stage.emulator.as('ben').in('lobby').type('/story ports')
    const seen = asides(await stage.rest('lobby'))
    expect(seen[0]?.text).toContain('/invite @Counterpoint')
    await stage.emulator.as('ben').in('lobby').press(seen[1]!.id, 'Pro-harbor narrative')
    const turned = asides(await stage.rest('lobby'))
    expect(turned.at(-1)?.text).toContain('Trade feeds the town')
    expect(posts(stage.emulator.seen('lobby'))).toEqual([])
  })

  test('in an archived channel, where Slack takes no private answer either, the log says what to do', async () => {
    stage = await slackStage({ stories: PORTS })
    await stage.emulator.archive('news')
    await stage.emulator.as('ben').in('news').type('/story ports')
    await stage.rest('news')
    const warnings = stage.log.filter(line => line.level === 'warn')
    expect(warnings[0]?.detail?.remedy).toBe('Unarchive it, or use another channel.')
  })

  test('what a bot or an edit says is not answered', async () => {
    stage = await slackStage({ stories: PORTS })
    await stage.emulator.as('ben').in('bot').say('ports')
    const before = (await stage.rest('bot')).length
    expect(posts(await stage.rest('bot')).length).toBe(before - 1)
  })
})

describe('On Discord', () => {
  let stage: Stage<DiscordEmulator>
  afterEach(async () => {
    expect(stage.emulator.defects()).toEqual([])
    await stage.end()
  })

  test('the thread is named after the story and its day', async () => {
    stage = await discordStage({ stories: PORTS })
    await stage.emulator.as('ben').in('news').type('/story ports')
    await stage.rest('news')
    expect(stage.emulator.threads('news').map(thread => thread.name)).toEqual([
      '1 May 2026 · The harbor of ports is closed',
    ])
  })

  test('inside a thread the sides follow there', async () => {
    stage = await discordStage({ stories: PORTS })
    await stage.emulator.as('ben').in('news').type('/story ports')
    const root = posts(await stage.rest('news'))[0]!
    await stage.emulator.as('ana').in('news', root.id).type('/story ports')
    const inside = posts(await stage.rest('news')).filter(message => message.thread === root.id)
    expect(inside).toHaveLength(5)
  })

  test('in a direct message the sides follow below', async () => {
    stage = await discordStage({ stories: PORTS })
    await stage.emulator.as('ben').in('bot').type('/story ports')
    expect(
      outline(await stage.rest('bot'))
        .map(line => line.trim())
        .toSorted(),
    ).toEqual(WHOLE.map(line => line.trim()).toSorted())
  })

  const lacking = [
    ['may not open threads', { lacks: ['CREATE_PUBLIC_THREADS'] }],
    ['may not write into threads', { lacks: ['SEND_MESSAGES_IN_THREADS'] }],
    ['may not post', { lacks: ['SEND_MESSAGES', 'CREATE_PUBLIC_THREADS'] }],
    ['cannot see the channel', { bot: false }],
  ] as const
  test.each(lacking)('where the bot %s, both sides follow below the facts', async (_name, rights) => {
    const world: World = {
      people: [{ name: 'ana', manages: true }, { name: 'ben' }],
      channels: [{ name: 'news', kind: 'text', ...rights }],
    }
    stage = await discordStage({ stories: PORTS, discord: { world } })
    await stage.emulator.as('ben').in('news').type('/story ports')
    expect(outline(await stage.rest('news')).toSorted()).toEqual(WHOLE.map(line => line.trim()).toSorted())
  })

  test('in an announcement channel the sides go into its thread', async () => {
    const world: World = {
      people: [{ name: 'ben' }],
      channels: [{ name: 'wire', kind: 'announcement' }],
    }
    stage = await discordStage({ stories: PORTS, discord: { world } })
    await stage.emulator.as('ben').in('wire').type('/story ports')
    expect(outline(await stage.rest('wire')).toSorted()).toEqual(WHOLE.toSorted())
  })

  test('a thread that is refused at the last moment is replaced by follow-ups', async () => {
    const opened = await discordStage({ stories: PORTS })
    stage = opened
    const { emulator } = opened
    const stop = emulator.onCall(({ name }, phase) => {
      if (phase === 'answered' && name.endsWith('/callback')) emulator.permit('news', 'CREATE_PUBLIC_THREADS', false)
    })
    await emulator.as('ben').in('news').type('/story ports')
    const seen = posts(await stage.rest('news'))
    stop()
    const bare = WHOLE.map(line => line.trim()).toSorted()
    expect([outline(seen).toSorted(), emulator.threads('news')]).toEqual([bare, []])
  })

  test('a side that its thread refuses follows below the facts', async () => {
    stage = await discordStage({ stories: PORTS })
    stage.emulator.onCall((call, phase) => {
      if (phase === 'accepted' && call.name.endsWith('/threads')) {
        stage.emulator.permit('news', 'SEND_MESSAGES_IN_THREADS', false)
      }
    })
    await stage.emulator.as('ben').in('news').type('/story ports')
    expect(outline(await stage.rest('news')).toSorted()).toEqual(WHOLE.map(line => line.trim()).toSorted())
  })

  test('an answer that came too late for the interaction is posted as a message with its thread', async () => {
    stage = await discordStage({ stories: PORTS, discord: { patienceMs: 300 } })
    stage.emulator.fail({ kind: 'slow', on: 'POST /interactions/:id/:token/callback', ms: 600 })
    await stage.emulator.as('ben').in('news').type('/story ports')
    expect(outline(await stage.rest('news')).toSorted()).toEqual(WHOLE.toSorted())
  })

  test('two clicks on what posts for everyone post once, and the second is answered', async () => {
    stage = await discordStage({ stories: PORTS })
    const ben = stage.emulator.as('ben').in('news')
    await ben.type('/story query:ports visibility:only me')
    const page = asides(await stage.rest('news'))[0]!
    await Promise.all([ben.press(page.id, 'Post it here'), ben.press(page.id, 'Post it here')])
    const seen = await stage.rest('news')
    expect([outline(seen).length, asides(seen).at(-1)?.text]).toEqual([
      3,
      expect.stringContaining('posted from here already'),
    ])
  })

  test('what is typed is completed from memory', async () => {
    stage = await discordStage({ stories: PORTS })
    const offered = await stage.emulator.as('ben').in('news').suggest('/story harb')
    expect(offered.map(choice => choice.value)).toContain('ports')
  })

  test('replies arrive without a sound', async () => {
    stage = await discordStage({ stories: PORTS })
    await stage.emulator.as('ben').in('news').type('/story ports')
    const flags = posts(await stage.rest('news')).map(message => Number(message.payload.flags) & 4096)
    expect(flags).toEqual([0, 4096, 4096])
  })
})
