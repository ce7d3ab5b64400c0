import type { Action, Message } from '../core/message/message.ts'
import { relativeSpan } from '../core/message/span.ts'
import { say } from '../core/words/words.ts'
import type { StoryPosting } from '../store/posting.ts'
import type { Store } from '../store/store.ts'
import type { Answer, Ask } from './command.ts'
import { laneOf } from './lane.ts'
import type { HouseRules, Manners } from './manners.ts'
import { mannersAt } from './manners.ts'
import { AGAIN, repeated } from './repeat.ts'

/** What was told counts from when it was kept, what stands from when it was posted. It is read with all that the channel had since. */
const ON_ITS_WAY_MS = 86_400_000

/** What an answer is held against. */
export interface Courtesy {
  readonly store: Pick<Store, 'setting' | 'lastPosting' | 'posting' | 'told'>
  readonly rules: HouseRules
}

/** The answer as the channel's manners allow it. In a direct message there are none. */
export async function restrained(given: Answer, ask: Ask, { store, rules }: Courtesy): Promise<Answer> {
  if (ask.address.direct) return given
  const manners = await mannersAt(ask.address, rules, store)
  switch (manners.story) {
    case 'off':
      return isReading(ask)
        ? aloneOnly(given)
        : told(say('off.story', { who: who(rules), example: `/${rules.commands.story} settings` }))
    case 'private':
      return aloneOnly(given)
    case 'public':
      return given.kind === 'thread' ? spaced(given, ask, manners, store) : given
  }
}

/** A page that was opened from what stands in the channel already: it stays readable. */
function isReading(ask: Ask): boolean {
  return ask.visibility === 'only-me' && ask.words.part !== undefined
}

/** Read by the asker alone, and not to be posted from there. */
function aloneOnly(given: Answer): Answer {
  switch (given.kind) {
    case 'message':
    case 'notice':
    case 'edition':
      return given
    case 'pages':
      return { ...given, extra: [] }
    case 'thread': {
      const { thread, pressFor } = given
      return { kind: 'pages', part: 'facts', thread, pressFor, extra: [] }
    }
  }
}

/** Not the same story again so soon, unless the asker pressed the button that says so, and not one post after the other. */
async function spaced(
  given: Answer & { kind: 'thread' },
  ask: Ask,
  { repeat, cooldown, slowMode, lock }: Manners,
  store: Courtesy['store'],
): Promise<Answer> {
  const place = { lane: laneOf(ask.address), channel: ask.address.channel }
  if (repeat > 0 && ask.words.part !== AGAIN) {
    const since = ask.at - repeat * 1_000
    const before = await store.lastPosting({ ...place, story: given.story, since })
    if (before !== undefined) {
      const changed = await isChanged(given, before, store)
      return { kind: 'message', message: repeated(given, before, ask, changed) }
    }
  }
  const guarded: Answer = { ...given, guard: { slowMode, lock } }
  if (cooldown === 0) return guarded
  const last = await store.lastPosting({ ...place, since: ask.at - cooldown * 1_000 })
  if (last === undefined) return guarded
  const next = relativeSpan(Math.max(1, last.at + cooldown * 1_000 - ask.at))
  return { kind: 'message', message: tooSoon(given.story, ask, next) }
}

/** Whether the story has changed since the channel had it last. */
async function isChanged(
  { story, tells }: Answer & { kind: 'thread' },
  { lane, channel, at }: StoryPosting,
  store: Courtesy['store'],
): Promise<boolean> {
  const had = await store.told({ lane, channel, since: at - ON_ITS_WAY_MS })
  const last = had.find(revision => revision.story === story)
  return last !== undefined && tells.every(revision => revision.hash !== last.hash)
}

function tooSoon(story: string, ask: Ask, next: string): Message {
  const text = say('cooldown.wait', { next })
  const read: Action = {
    label: say('button.read-alone'),
    press: { command: ask.command, words: [story, 'facts'], visibility: 'only-me' },
  }
  return {
    summary: text,
    blocks: [
      { kind: 'note', text },
      { kind: 'actions', actions: [read] },
    ],
    notify: false,
  }
}

/** Who may change the settings, in words. */
export function who(rules: HouseRules): string {
  return say(rules.settings === 'members' ? 'settings.members' : 'settings.managers')
}

export function told(text: string): Answer {
  return { kind: 'message', message: { summary: text, blocks: [{ kind: 'note', text }], notify: false } }
}
