import type { ChoiceField, Form, FormOption } from '../core/message/form.ts'
import type { Block } from '../core/message/message.ts'
import { duration } from '../core/message/span.ts'
import { say } from '../core/words/words.ts'
import type { Answer, Ask } from './command.ts'
import { laneOf } from './lane.ts'
import type { Manners } from './manners.ts'
import { mannersAt, mannersText } from './manners.ts'
import type { Courtesy } from './restrain.ts'
import { told, who } from './restrain.ts'

/** What people type for the settings in place of a story, and the part that a sent form names. */
export const SETTINGS = 'settings'
const SAVE = 'save'
const OPEN = 'open'

const STORY = ['public', 'private', 'off'] as const
const MINUTE = 60
const HOUR = 60 * MINUTE
const COOLDOWNS = [0, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR]
const REPEATS = [0, 15 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR, 7 * 24 * HOUR]

/** A story may be called so too: the buttons of one name other parts. */
export function asksSettings({ words: { query, part } }: Ask): boolean {
  return query?.trim().toLowerCase() === SETTINGS && (part === undefined || part === OPEN || part === SAVE)
}

/** The channel's settings as a form for those who may, and what was chosen in it. */
export async function settings(ask: Ask, courtesy: Courtesy): Promise<Answer> {
  const { rules, store } = courtesy
  if (ask.address.direct) return told(say('settings.direct'))
  const may = rules.settings === 'members' || (await ask.person.manages())
  if (!may) return told(say('settings.may-not', { who: who(rules) }))
  const manners = await mannersAt(ask.address, rules, store)
  if (ask.words.part !== SAVE) return { ...shown(ask, manners, say('settings.now')), form: form(ask, manners) }
  const next = chosen(ask.words, manners)
  const { room: channel, space } = ask.address
  const setting = { lane: laneOf(ask.address), channel, value: mannersText(next), by: ask.person.id }
  const change = { kind: 'setting', ...setting, ...(space === undefined ? {} : { space }) } as const
  return { ...shown(ask, next, say('settings.saved')), changes: [change] }
}

/** What was sent; anything that the form did not offer leaves the setting as it was. */
function chosen(words: Ask['words'], before: Manners): Manners {
  const seconds = (name: 'cooldown' | 'repeat') => {
    const options = secondsField(name, before).options.map(option => option.value)
    return options.includes(words[name] ?? '') ? Number(words[name]) : before[name]
  }
  return {
    ...before,
    story: STORY.find(one => one === words.story) ?? before.story,
    cooldown: seconds('cooldown'),
    repeat: seconds('repeat'),
  }
}

/** What is set, each in a line. */
export function settingLines(manners: Manners): readonly string[] {
  return [
    say('settings.line', { name: say('settings.story'), value: storyLabel(manners.story) }),
    say('settings.line', { name: say('settings.cooldown'), value: spanLabel(manners.cooldown) }),
    say('settings.line', { name: say('settings.repeat'), value: spanLabel(manners.repeat) }),
  ]
}

function shown(ask: Ask, manners: Manners, head: string): Answer & { kind: 'message' } {
  const lines = settingLines(manners)
  const change = { command: ask.command, words: [SETTINGS, OPEN], visibility: 'only-me' } as const
  const blocks: Block[] = [
    { kind: 'note', text: head },
    { kind: 'list', lines },
    { kind: 'actions', actions: [{ label: say('settings.change'), press: change }] },
  ]
  return { kind: 'message', message: { summary: [head, ...lines].join(' '), blocks, notify: false } }
}

function form(ask: Ask, manners: Manners): Form {
  return {
    title: say('settings.title'),
    submit: say('settings.submit'),
    press: { command: ask.command, words: [SETTINGS, SAVE], visibility: 'only-me' },
    fields: [
      {
        kind: 'choice',
        name: 'story',
        label: say('settings.story'),
        options: STORY.map(value => ({ value, label: storyLabel(value) })),
        chosen: manners.story,
      },
      secondsField('cooldown', manners),
      secondsField('repeat', manners),
    ],
  }
}

/** The usual times, and the one that is set now where the file says another. */
function secondsField(name: 'cooldown' | 'repeat', manners: Manners): ChoiceField {
  const usual = name === 'cooldown' ? COOLDOWNS : REPEATS
  const times = [...new Set([...usual, manners[name]])].toSorted((one, other) => one - other)
  const options = times.map((time): FormOption => ({ value: String(time), label: spanLabel(time) }))
  return { kind: 'choice', name, label: say(`settings.${name}`), options, chosen: String(manners[name]) }
}

function storyLabel(story: Manners['story']): string {
  return say(`settings.story-${story}`)
}

function spanLabel(seconds: number): string {
  return seconds === 0 ? say('settings.never') : duration(seconds)
}
