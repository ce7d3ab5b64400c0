import type { DigestItem } from '../library/selection.ts'
import type { Source, Story } from '../story/story.ts'
import { listed, say } from '../words/words.ts'
import { cleanLine, isolated, isolatedLines } from './clean.ts'
import { longDate, shortDate } from './day.ts'
import { updateNote, updateTexts } from './digest-update.ts'
import type { Action, AsideBlock, Block, EntryBlock, Footnoted, Message, Reply, Thread } from './message.ts'
import { outletOf, storyThread } from './thread.ts'

export interface DigestOptions {
  /** What the lots are drawn from besides the stories: the platform's channel id. */
  readonly channel: string
  /** Milliseconds since 1970. */
  readonly now: number
  /** The day of the digest as its channel's calendar has it, `YYYY-MM-DD`. */
  readonly day: string
  /** What it is limited to, as readers call it: `North Korea`; empty for all stories. */
  readonly topics: readonly string[]
}

/** Characters. Names beyond that stand in the thread alone: they would take the room of other stories. */
const MOST_OF_NAMES = 600

/** A story of a digest with the thread that `storyThread` makes of it. */
interface Told {
  readonly item: DigestItem
  readonly thread: Thread
  /** Counted from 1; absent where it stands alone. */
  readonly n?: number
}

/**
 * The compact layout, one thread for all: the root has an entry for each story, facts only, each with its sources, and a button
 * to all of its sides.
 * Below it follow, story by story, its facts with their sources, each side in the drawn order, and the forecast; the parts are
 * `s1-facts`, `s1-side-2`, `s1-forecast`. Nothing is fitted to a platform yet; `fitThread` does that.
 */
export function digestThread(items: readonly DigestItem[], options: DigestOptions): Thread {
  const told = items.map(
    (item, index): Told => ({
      item,
      thread: storyThread(item.story, options),
      ...(items.length > 1 ? { n: index + 1 } : {}),
    }),
  )
  return { root: rootMessage(told, options), replies: told.flatMap(storyReplies) }
}

/**
 * The full layout, one thread for each story, in the same order: what `/story` posts, and above the facts what changed where it
 * is an update.
 */
export function digestThreads(
  items: readonly DigestItem[],
  options: DigestOptions,
): readonly { readonly story: Story; readonly thread: Thread }[] {
  return items.map(({ story, changes }) => {
    const { root, replies } = storyThread(story, options)
    if (changes === undefined) return { story, thread: { root, replies } }
    const [heading, date, ...rest] = root.blocks
    const above = [heading, date].filter(block => block !== undefined)
    const summary = say('digest.update-summary', { summary: root.summary })
    return {
      story,
      thread: { root: { ...root, summary, blocks: [...above, updateNote(story, changes), ...rest] }, replies },
    }
  })
}

function rootMessage(told: readonly Told[], { day, topics }: DigestOptions): Message {
  const limited = topics.length === 0 ? undefined : say('digest.topics', { topics: listed(topics.map(isolated)) })
  const date = {
    kind: 'date' as const,
    day: longDate(day),
    ...(limited === undefined ? {} : { asked: limited }),
  }
  const head: readonly Block[] = [{ kind: 'heading', text: say('digest.title') }, date]
  const titles = told.map(({ item }) => isolated(item.story.title)).join('; ')
  if (told.length === 0) {
    const text = say('digest.nothing')
    return { summary: text, blocks: [...head, { kind: 'note', text }], notify: true }
  }
  const blocks: readonly Block[] = [
    ...head,
    ...told.map(entry),
    drawn(told.length),
    { kind: 'actions', actions: told.map(bothButton) },
  ]
  return { summary: say('digest.summary', { day: date.day, titles }), blocks, notify: true }
}

function entry({ item, thread, n }: Told): EntryBlock {
  const { story } = item
  const facts = thread.root.blocks.find(block => block.kind === 'facts')
  const lead = facts?.kind === 'facts' ? facts.facts.slice(0, 1) : [{ text: say('root.no-facts'), notes: [] }]
  const texts = [...updateTexts(item), ...lead]
  const counts = say('digest.counts', { sources: story.sources.length, sides: story.narratives.length })
  // Where the sources of an update are too many to be named, the lead fact's are named as they are where it is none.
  const [names = ''] = [texts, lead]
    .map(told => namesOf(told, story.sources))
    .filter(list => list.length <= MOST_OF_NAMES)
  return {
    kind: 'entry',
    story: story.id,
    title: numbered(story.title, n),
    texts,
    small: [names, shortDate(story.date), counts].filter(part => part !== '').join(' · '),
    continued: false,
  }
}

function drawn(stories: number): AsideBlock {
  const how = say('digest.drawn', { stories })
  return {
    kind: 'aside',
    text: say('digest.in-thread', { how }),
    loose: say('digest.to-follow', { how }),
  }
}

/** The same message for a place without threads, where the replies follow it. */
export function withoutThread(message: Message): Message {
  const blocks = message.blocks.map(block =>
    block.kind === 'aside' && block.loose !== undefined ? { kind: block.kind, text: block.loose } : block,
  )
  return { ...message, blocks }
}

/** The sources that these texts cite, each once. */
function namesOf(texts: readonly Footnoted[], sources: readonly Source[]): string {
  const cited = new Set(texts.flatMap(text => text.notes.map(note => note.n)))
  return [...cited].flatMap(number => sourceName(number, sources)).join(', ')
}

/** `[7] NBC News`, so that nobody has to look a number up. */
function sourceName(n: number, sources: readonly Source[]): readonly string[] {
  const source = sources.find(one => one.n === n)
  return source === undefined ? [] : [say('digest.source', { n, outlet: isolated(cleanLine(outletOf(source))) })]
}

/** A reply that could not be posted never hides a side. */
function bothButton({ item: { story }, n }: Told): Action {
  const sides = story.narratives.length
  return {
    label: n === undefined ? say('digest.both', { sides }) : say('digest.both-numbered', { n, sides }),
    press: { command: 'story', words: [story.id, 'both'], visibility: 'only-me' },
  }
}

/** The story's facts as its own root has them, then what stands below that root, each under the same line that names the story. */
function storyReplies({ item: { story }, thread, n }: Told): readonly Reply[] {
  const title = numbered(story.title, n)
  const part = (name: string) => `s${n ?? 1}-${name}`
  const own = { story: story.id, ...(n === undefined ? {} : { title }) }
  const label = (text: string) => (n === undefined ? text : say('digest.part', { n, label: text }))
  const [heading, ...blocks] = thread.root.blocks.filter(block => block.kind !== 'actions' && block.kind !== 'aside')
  const facts: Reply = {
    part: part('facts'),
    ...own,
    label: label(say('button.facts')),
    message: {
      summary: say('root.summary', { title, facts: story.facts.length, sides: story.narratives.length }),
      blocks: heading?.kind === 'heading' ? [{ ...heading, text: title }, ...blocks] : blocks,
      notify: false,
    },
  }
  const named: readonly Block[] = n === undefined ? [] : [{ kind: 'aside', text: title }]
  const below = thread.replies.map(
    (reply): Reply => ({
      part: part(reply.part),
      ...own,
      label: label(reply.label),
      message: {
        summary: say('digest.part-summary', { title, summary: reply.message.summary }),
        blocks: [...named, ...reply.message.blocks],
        notify: false,
      },
    }),
  )
  return [facts, ...below]
}

function numbered(title: string, n: number | undefined): string {
  const alone = isolatedLines(title)
  return n === undefined ? alone : say('digest.numbered', { n, title: alone })
}
