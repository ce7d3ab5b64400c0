import type { Library } from '../core/library/library.ts'
import { isolated } from '../core/message/clean.ts'
import { shortDate } from '../core/message/day.ts'
import type { Action, Block } from '../core/message/message.ts'
import { say } from '../core/words/words.ts'
import type { Store } from '../store/store.ts'
import type { Answer, Ask } from './command.ts'
import { exampleOf as digestExample } from './digest-example.ts'
import { describeStanding, whenBlocks } from './digest-list.ts'
import { readStanding } from './digest-room.ts'
import { laneOf } from './lane.ts'
import { mannersAt } from './manners.ts'
import type { Courtesy } from './restrain.ts'
import { settingLines } from './settings.ts'

/** The part that stands for the page that a platform keeps for each person. */
export const HOME = 'home'

const BUTTONS = 5

/** What a home page is made from. */
export interface HomeCourtesy extends Courtesy {
  readonly store: Courtesy['store'] & Pick<Store, 'subscriptions'>
  /** As readers call a topic. */
  readonly topicTitle: (slug: string) => string
}

/**
 * What the bot does, the latest stories as buttons, and the settings of the address's room, where that is another place than
 * the conversation in which a pressed story is posted.
 */
export async function home(library: Library, ask: Ask, courtesy: HomeCourtesy, example: string): Promise<Answer> {
  const { store, rules } = courtesy
  const { address, manner, command } = ask
  const title = say('help.title')
  const what = [
    say('help.line', { example, summary: say('command.story.summary') }),
    say('help.line', { example: digestExample(rules.commands.digest), summary: say('command.digest.summary') }),
    say(manner.privately),
  ]
  if (manner.threads !== undefined) what.push(say(manner.threads, { bot: manner.bot }))
  const actions = library.latest(BUTTONS).map((story): Action => {
    const label = say('story.untitled-line', { title: isolated(story.title), date: shortDate(story.date) })
    return { label, press: { command, words: [story.id, 'facts'], visibility: 'everyone' } }
  })
  const latest: readonly Block[] =
    actions.length === 0
      ? [{ kind: 'note', text: say('story.empty') }]
      : [
          { kind: 'note', text: say('home.latest') },
          { kind: 'actions', actions },
        ]
  const isChosen = address.room !== address.channel
  const settings: readonly Block[] = isChosen
    ? [
        { kind: 'list', lines: settingLines(await mannersAt(address, rules, store)) },
        { kind: 'aside', text: say('home.change', { example: `/${rules.commands.story} settings` }) },
        { kind: 'heading', text: say('home.digests') },
        ...(await digestsAt(ask, courtesy)),
      ]
    : [{ kind: 'note', text: say('home.choose') }]
  const blocks: readonly Block[] = [
    { kind: 'heading', text: title },
    { kind: 'list', lines: what },
    ...latest,
    { kind: 'heading', text: say('home.settings') },
    ...settings,
  ]
  return { kind: 'message', message: { summary: title, blocks, notify: false } }
}

/** The channel's digests, each with its next time. */
async function digestsAt(ask: Ask, { store, rules, topicTitle }: HomeCourtesy): Promise<readonly Block[]> {
  const kept = await store.subscriptions({ lane: laneOf(ask.address), channel: ask.address.room })
  if (kept.length === 0) {
    return [{ kind: 'note', text: say('home.no-digests', { example: digestExample(rules.commands.digest) }) }]
  }
  return kept
    .map(readStanding)
    .flatMap(standing => [
      { kind: 'list', lines: [describeStanding(standing, { title: topicTitle })] },
      ...whenBlocks(standing, ask.at),
    ])
}
