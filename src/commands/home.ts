import type { Library } from '../core/library/library.ts'
import { shortDate } from '../core/message/day.ts'
import type { Action, Block } from '../core/message/message.ts'
import { say } from '../core/words/words.ts'
import type { Answer, Ask } from './command.ts'
import { mannersAt } from './manners.ts'
import type { Courtesy } from './restrain.ts'
import { settingLines } from './settings.ts'

/** The part that stands for the page that a platform keeps for each person. */
export const HOME = 'home'

const BUTTONS = 5

/**
 * What the bot does, the latest stories as buttons, and the settings of the address's room, where that is another place than
 * the conversation in which a pressed story is posted.
 */
export async function home(library: Library, ask: Ask, { store, rules }: Courtesy, example: string): Promise<Answer> {
  const { address, manner, command } = ask
  const title = say('help.title')
  const what = [say('help.line', { example, summary: say('command.story.summary') }), say(manner.privately)]
  if (manner.threads !== undefined) what.push(say(manner.threads, { bot: manner.bot }))
  const actions = library.latest(BUTTONS).map((story): Action => {
    const label = say('story.untitled-line', { title: story.title, date: shortDate(story.date) })
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
