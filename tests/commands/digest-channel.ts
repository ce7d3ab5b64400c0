import type { Answer, Ask } from '../../src/commands/command.ts'
import { digestCommand } from '../../src/commands/digest.ts'
import type { Note } from '../../src/commands/digest-halted.ts'
import { haltNote } from '../../src/commands/digest-halted.ts'
import type { HouseRules } from '../../src/commands/manners.ts'
import { HOUSE_RULES } from '../../src/commands/manners.ts'
import { decodePress, encodePress, pressedWords } from '../../src/commands/press.ts'
import { readAliases } from '../../src/core/library/aliases.ts'
import { createLibrary } from '../../src/core/library/library.ts'
import type { FormField } from '../../src/core/message/form.ts'
import type { Press } from '../../src/core/message/message.ts'
import { plainMessage } from '../../src/core/message/plain.ts'
import type { Story } from '../../src/core/story/story.ts'
import type { Checked } from '../../src/schedule/edition-post.ts'
import type { Store } from '../../src/store/store.ts'
import type { Subscription } from '../../src/store/subscription.ts'

/** A Sunday, 13:00 in Berlin. */
export const NOW = Date.parse('2026-11-22T12:00:00Z')

const { aliases } = readAliases({
  ukraine: { title: 'Ukraine' },
  gaza: { title: 'Gaza' },
  germany: { title: 'Germany', aliases: ['Berlin'] },
  'north-korea': { title: 'North Korea' },
})

export interface ChannelOptions {
  readonly rules?: Partial<HouseRules>
  readonly stories?: readonly Story[]
  readonly missing?: Checked['missing']
  /** How words are given, and who sets digests: as on Slack, or as on Discord. */
  readonly like?: 'slack' | 'discord'
}

export interface Who {
  readonly manages?: boolean
  readonly id?: string
  readonly zone?: string
  readonly direct?: boolean
  readonly at?: number
  /** Another channel of the same workspace. */
  readonly elsewhere?: string
  /** The root of the thread that it is asked in. */
  readonly thread?: string
}

let channels = 0

/** A channel in which people ask for digests: what is to be kept with an answer is kept. */
export function openChannel(store: Store, options: ChannelOptions = {}) {
  channels += 1
  const number = channels
  const channel = `C${number}`
  const space = `T${number}`
  const library = createLibrary(aliases)
  for (const story of options.stories ?? []) library.put(story)
  let [ids, asks, missing] = [0, 0, options.missing ?? []]
  const rules = { ...HOUSE_RULES, ...options.rules }
  const command = digestCommand(library, aliases, {
    store,
    rules,
    check: () => Promise.resolve({ kind: 'text', missing }),
    zoneData: '2026c',
    newId: () => {
      ids += 1
      return `d${number}x${ids}`
    },
  })

  function askOf(words: Ask['words'], who: Who): Ask {
    asks += 1
    const {
      id = 'ana',
      zone = 'Europe/Berlin',
      manages = true,
      direct = false,
      at = NOW,
      elsewhere = channel,
      thread,
    } = who
    const like = options.like ?? 'slack'
    return {
      id: `${channel}/ask-${asks}`,
      command: 'digest',
      words,
      visibility: 'everyone',
      address: {
        platform: 'slack',
        installation: 'T',
        space,
        channel: elsewhere,
        room: elsewhere,
        direct,
        ...(thread === undefined ? {} : { thread }),
      },
      person: {
        id,
        name: id,
        locale: 'en-US',
        ...(zone === '' ? {} : { zone }),
        manages: () => Promise.resolve(manages),
        moderates: () => Promise.resolve(manages),
      },
      manner: {
        bot: '@Counterpoint',
        privately: 'help.privately-slack',
        ...(like === 'slack' ? { threads: 'help.where-slack' as const } : {}),
        asks: like === 'slack' ? 'in-a-row' : 'by-name',
        digests: like === 'slack' ? 'members' : 'managers',
        linkTo: () => 'https://example.org/',
        linkToChannel: one => `https://example.org/${one}`,
      },
      at,
    }
  }

  async function ask(words: Ask['words'], who: Who = {}): Promise<Answer> {
    const asked = askOf(words, who)
    const answer = await command.answer(asked)
    const changes = 'changes' in answer ? (answer.changes ?? []) : []
    await store.take(asked.id, [], asked.at, { changes })
    return answer
  }

  return {
    channel,
    space,
    command,
    asked: (words: Ask['words'], who: Who = {}) => askOf(words, who),
    /** Words in a row. */
    type: (say: string, who?: Who) => ask({ say }, who),
    /** A subcommand with its options by name. */
    use: (doing: string, words: Ask['words'] = {}, who?: Who) => ask({ ...words, do: doing }, who),
    press: (press: Press, who?: Who, filled: Ask['words'] = {}) =>
      ask({ ...filled, ...pressedWords(command, carried(press)) }, who),
    kept: () => store.subscriptions({ lane: 'slack/T', channel }),
    repair() {
      missing = []
    },
    lose(what: Checked['missing']) {
      missing = what
    },
    /** What whoever asks anything is told besides. */
    async note(who: Who = {}): Promise<Note | undefined> {
      const asked = askOf({}, who)
      const note = await haltNote(asked, { store, rules, topics: aliases })
      await store.take(asked.id, [], asked.at, { changes: note?.changes ?? [] })
      return note
    },
  }
}

/** As a button carries it, which takes no sign of every kind. */
function carried(press: Press): Press {
  const decoded = decodePress(encodePress(press))
  if (decoded === undefined) throw new Error(`A button loses ${JSON.stringify(press)}.`)
  return decoded
}

export type Channel = ReturnType<typeof openChannel>

/** Everything that is read of an answer. */
export function textOf(answer: Answer | Note | undefined): string {
  if (answer === undefined) return ''
  if ('message' in answer) return plainMessage(answer.message)
  return plainMessage(answer.thread.root)
}

/** The button of that name under a private answer; the `nth` of them, from 0. */
export function button(answer: Answer | Note | undefined, label: string, nth = 0): Press {
  const blocks = answer === undefined || !('message' in answer) ? [] : answer.message.blocks
  const found = blocks.flatMap(block => (block.kind === 'actions' ? block.actions : []))
  const press = found.filter(action => action.label.startsWith(label))[nth]?.press
  if (press === undefined)
    throw new Error(`There is no button "${label}", but ${found.map(one => one.label).join(', ')}.`)
  return press
}

/** What stands in the fields of the form that an answer opens. */
export function fieldsOf(answer: Answer): Readonly<Record<string, string>> {
  const form = answer.kind === 'message' ? answer.form : undefined
  return Object.fromEntries((form?.fields ?? []).map(field => [field.name, standsIn(field)]))
}

function standsIn(field: FormField): string {
  switch (field.kind) {
    case 'search':
      return field.chosen.map(one => one.value).join(',')
    case 'choices':
      return field.chosen.join(',')
    case 'choice':
      return field.chosen
    case 'text':
    case 'time':
      return field.value
  }
}

export function formOf(answer: Answer): Press {
  const press = answer.kind === 'message' ? answer.form?.press : undefined
  if (press === undefined) throw new Error(`No form was opened: ${textOf(answer)}`)
  return press
}

export function only(kept: readonly Subscription[]): Subscription {
  const [first] = kept
  if (first === undefined || kept.length > 1) throw new Error(`${kept.length} digests instead of one.`)
  return first
}

/** A story that is fair and dated. */
export function newsStory(id: string, date: string | undefined, topics: readonly string[] = ['ukraine']): Story {
  const side = (label: string, outlet: string) =>
    ({
      label,
      stance: 'other',
      axis: 'other',
      providers: [{ name: outlet }],
      paragraphs: [{ text: 'Ten words on one side, as many as there.', cites: [] }],
    }) as const
  return {
    id,
    title: `Title of ${id}`,
    ...(date === undefined ? {} : { date }),
    topics,
    facts: [{ text: `What happened in ${id}.`, cites: [1] }],
    narratives: [side('One side', 'DW'), side('Other side', 'AntiWar')],
    updates: [],
    sources: [{ n: 1, outlet: 'Reuters' }],
  }
}
