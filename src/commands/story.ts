import type { Found, Library, Suggestion } from '../core/library/library.ts'
import { isolated } from '../core/message/clean.ts'
import { shortDate } from '../core/message/day.ts'
import type { Action, Block, Message, Visibility } from '../core/message/message.ts'
import { BOTH } from '../core/message/pages.ts'
import { storyThread } from '../core/message/thread.ts'
import { revisionOf } from '../core/story/revision.ts'
import type { Story } from '../core/story/story.ts'
import { isSeen } from '../core/story/visible.ts'
import { say } from '../core/words/words.ts'
import type { Answer, Ask, Choice, Command } from './command.ts'
import type { HomeCourtesy } from './home.ts'
import { HOME, home } from './home.ts'
import { REMOVE, removable, remove } from './remove.ts'
import type { Courtesy } from './restrain.ts'
import { restrained } from './restrain.ts'
import { asksSettings, SETTINGS, settings } from './settings.ts'
import { alike, toldApart } from './told-apart.ts'

const TOPIC = 'north-korea'
const MOST_TYPED = 2_000
const LISTED = 10
const BUTTONS = 5
const SUGGESTED = 25
const ONLY_ME = /(?:^|\s)only\s+me\s*$/iu

/** `/story`: a story by topic, name, words, id or address; by itself, the latest ones. */
export function storyCommand(library: Library, courtesy: HomeCourtesy): Command {
  return {
    name: 'story',
    called: courtesy.rules.commands.story,
    summary: 'command.story.summary',
    example: exampleOf(courtesy),
    words: [
      { name: 'query', kind: 'story', summary: 'command.story.query', typed: true, required: false },
      { name: 'part', kind: 'part', summary: 'command.story.query', typed: false, required: false },
      { name: 'visibility', kind: 'visibility', summary: 'command.story.visibility', typed: true, required: false },
    ],
    subcommands: [],
    answer: ask => courteous(library, ask, courtesy),
    suggest: (_ask, word, typed) => (word === 'query' ? suggest(library, typed) : []),
  }
}

/** As people type it here: `/story north-korea`. */
function exampleOf({ rules }: Courtesy): string {
  return `/${rules.commands.story} ${TOPIC}`
}

async function courteous(library: Library, ask: Ask, courtesy: HomeCourtesy): Promise<Answer> {
  if (ask.words.part === HOME) return home(library, ask, courtesy, exampleOf(courtesy))
  if (ask.words.part === REMOVE) return remove(ask, courtesy.store)
  if (asksSettings(ask)) return settings(ask, courtesy)
  return removable(await restrained(answer({ library, courtesy }, ask), ask, courtesy), ask, courtesy.store)
}

/** What a story is answered from. */
interface Room {
  readonly library: Library
  readonly courtesy: Courtesy
}

function answer(room: Room, ask: Ask): Answer {
  const query = (ask.words.query ?? '').trim()
  if (ask.words.part !== undefined) return pressed(room, ask, query, ask.words.part)
  if (query.length > MOST_TYPED) {
    return note(say('failure.query-too-long', { length: query.length, most: MOST_TYPED }))
  }
  // A story may be called "Only me": the whole text is a query first, and the last two words a wish only if that finds nothing for sure.
  const { library } = room
  const whole = library.find(query)
  const sure = (whole.kind === 'story' || whole.kind === 'several') && whole.strength === 'exact'
  if (sure) return found(room, whole, query, ask, ask.visibility)
  if (!ONLY_ME.test(query)) return found(room, whole, query, ask, ask.visibility)
  const wished = query.replace(ONLY_ME, '').trim()
  return found(room, library.find(wished), wished, ask, 'only-me')
}

function pressed({ library, courtesy }: Room, ask: Ask, id: string, part: string): Answer {
  const story = library.get(id) ?? sole(library.find(id))
  if (story === undefined) return note(say('story.gone', { example: `/${courtesy.rules.commands.story}` }))
  const earlier = library.earlier(story)
  return ask.visibility === 'everyone' ? posted(story, earlier, ask) : alone(story, earlier, ask, part)
}

/** A field of choice offers topics too: the newest story of the topic is meant. */
function sole(result: Found): Story | undefined {
  return result.kind === 'story' && result.strength === 'exact' ? result.story : undefined
}

function found(room: Room, result: Found, query: string, ask: Ask, visibility: Visibility): Answer {
  switch (result.kind) {
    case 'story':
      return visibility === 'everyone'
        ? posted(result.story, result.earlier, ask)
        : alone(result.story, result.earlier, ask, 'facts')
    case 'several':
      return offer(say('story.several', { query }), result.nearest, visibility)
    case 'none':
      return none(room.library, query, result.nearest, visibility)
    case 'latest':
      return result.stories.length === 0
        ? note(say('story.empty'))
        : offer(say('story.latest', { example: exampleOf(room.courtesy) }), result.stories, visibility)
  }
}

/** Nobody is left with a dead end: where nothing is near, the latest stories are offered. */
function none(library: Library, query: string, nearest: readonly Story[], visibility: Visibility): Answer {
  if (nearest.length > 0) return offer(say('story.none-nearest', { query }), nearest, visibility)
  const latest = library.latest(BUTTONS)
  return latest.length > 0 ? offer(say('story.none-latest', { query }), latest, visibility) : note(say('story.empty'))
}

function posted(story: Story, earlier: readonly Story[], ask: Ask): Answer {
  const { thread } = ask.address
  const about = { stories: [story.id], asker: ask.person.id, ...(thread === undefined ? {} : { thread }) }
  return {
    kind: 'thread',
    name: threadName(story),
    story: story.id,
    about,
    tells: [revisionOf(story)],
    ...paged(story, earlier, ask),
  }
}

function alone(story: Story, earlier: readonly Story[], ask: Ask, part: string): Answer {
  return { kind: 'pages', part: part === '' ? BOTH : part, ...paged(story, earlier, ask) }
}

function paged(story: Story, earlier: readonly Story[], ask: Ask) {
  const press = (part: string, visibility: Visibility) => ({ command: 'story', words: [story.id, part], visibility })
  const { address, at: now, person } = ask
  const thread = storyThread(story, { channel: address.channel, now, asked: person.name, earlier })
  const post: Action = { label: say('button.post'), press: press('facts', 'everyone') }
  return { thread, pressFor: (part: string) => press(part, 'only-me'), extra: [post] }
}

/** A headline of which nothing is to be seen would be a name that no platform takes. */
function threadName({ id, title, date }: Story): string {
  const name = isSeen(title) ? title : id
  return date === undefined ? name : `${shortDate(date)} · ${name}`
}

/** A private list of stories to choose from, each a line, the first ones also buttons, and a field to look for any other. */
function offer(lead: string, stories: readonly Story[], visibility: Visibility): Answer {
  const listed = stories.slice(0, LISTED)
  const press = (id: string) => ({ command: 'story', words: [id, 'facts'], visibility })
  const blocks: Block[] = [{ kind: 'note', text: lead }]
  if (listed.length > 0) {
    const apart = toldApart(listed)
    const choices = listed.map(({ id, title }, index) => ({ label: apart[index]?.label ?? title, value: id }))
    const actions = choices.slice(0, BUTTONS).map(({ label, value }): Action => ({ label, press: press(value) }))
    const lines = listed.map((story, index) => lineOf(story, apart[index]?.by === 'id'))
    blocks.push({ kind: 'list', lines }, { kind: 'actions', actions })
    blocks.push({ kind: 'choice', label: say('story.choose'), press: press(''), options: choices })
  }
  return { kind: 'message', message: message(lead, blocks) }
}

/** With its day; with its id too where its button has that. */
function lineOf({ id, title, date }: Story, withId: boolean): string {
  const line = say('story.untitled-line', { title: isolated(title), date: shortDate(date) })
  return withId ? `${id} · ${line}` : line
}

function note(text: string): Answer {
  return { kind: 'message', message: message(text, [{ kind: 'note', text }]) }
}

function message(summary: string, blocks: readonly Block[]): Message {
  return { summary, blocks, notify: false }
}

function suggest(library: Library, typed: string): readonly Choice[] {
  const wish = typed.trim().toLowerCase()
  const likeSettings = wish.length > 2 && SETTINGS.startsWith(wish)
  const own: readonly Choice[] = likeSettings ? [{ label: say('command.story.settings'), value: SETTINGS }] : []
  const found = library.suggest(typed.slice(0, MOST_TYPED), SUGGESTED - own.length)
  return [...own, ...choicesOf(library, found)]
}

/** A story is opened only where another headline looks the same. */
function choicesOf(library: Library, found: readonly Suggestion[]): readonly Choice[] {
  const same = alike(found.map(({ label }) => label))
  const doubtful = found.flatMap(({ kind, value }, index) => {
    const story = kind === 'story' && same[index] ? library.get(value) : undefined
    return story === undefined ? [] : [story]
  })
  const apart = toldApart(doubtful)
  const labels = new Map(doubtful.map(({ id }, index) => [id, apart[index]?.label]))
  return found.map(({ label, value }) => ({ label: labels.get(value) ?? isolated(label), value }))
}
