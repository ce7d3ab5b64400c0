import type { Imbalance } from '../story/balance.ts'
import { describeImbalance, imbalances } from '../story/balance.ts'
import type { Cited, Narrative, Outlet, Source, Story, Update } from '../story/story.ts'
import { isSeen } from '../story/visible.ts'
import { listed, say } from '../words/words.ts'
import { isolated, isolatedLines } from './clean.ts'
import type { Today } from './day.ts'
import { dateBlock, shortDate } from './day.ts'
import { drawOrder } from './draw.ts'
import type { Action, Block, Footnoted, Message, Reply, SideBlock, Thread } from './message.ts'
import { shorten } from './shorten.ts'
import { sideLabels } from './side-label.ts'

export interface ThreadOptions extends Today {
  /** What the lot is drawn from besides the story: the platform's channel id. */
  readonly channel: string
  /** The display name of the person who asked; absent for a digest. */
  readonly asked?: string
  /** Older stories of the same topic, newest first; at most four become buttons. */
  readonly earlier?: readonly Story[]
}

/** Both platforms allow fewer characters in a display name. */
const MOST_OF_NAME = 100

/**
 * A story as a thread: the root has facts and sources only, then one reply for each side by one template in the drawn order,
 * then the forecast. Nothing is fitted to a platform yet; `fit` does that.
 */
export function storyThread(story: Story, options: ThreadOptions): Thread {
  const order = drawOrder(story.id, options.channel, story.narratives.length)
  const drawn = order.flatMap(index => {
    const narrative = story.narratives[index]
    return narrative === undefined ? [] : [{ narrative, part: `side-${index + 1}` }]
  })
  const labels = sideLabels(drawn.map(({ narrative }) => narrative))
  const sides = drawn.map(
    ({ narrative, part }, at): Reply => ({
      part,
      label: labels[at] ?? narrative.label,
      message: sideMessage(narrative, story.sources),
    }),
  )
  return { root: rootMessage(story, options), replies: [...sides, ...forecastReplies(story)] }
}

function rootMessage(story: Story, options: ThreadOptions): Message {
  const title = isolatedLines(story.title)
  const name = shorten(options.asked ?? '', MOST_OF_NAME)
  const asked = name === '' ? undefined : say('root.asked-by', { name })
  const blocks: Block[] = [{ kind: 'heading', text: title }, dateBlock(story.date, options, asked)]
  if (story.facts.length === 0) blocks.push({ kind: 'note', text: say('root.no-facts') })
  else {
    const facts = story.facts.map(fact => ({ ...told(fact, story.sources), ...owed(fact) }))
    blocks.push({ kind: 'facts', facts, continued: false })
  }
  if (story.updates.length > 0) {
    const lines = story.updates.map(update => updateLine(update, story.sources))
    blocks.push({ kind: 'updates', updates: lines.map(line => ({ ...line, text: isolatedLines(line.text) })) })
  }
  if (story.sources.length > 0) {
    blocks.push({ kind: 'sources', sources: story.sources.map(listedSource), continued: false })
  }
  const lopsided = imbalances(story)
  if (lopsided.length > 0) {
    blocks.push({ kind: 'note', text: say('root.lopsided', { reasons: lopsided.map(inWords).join(' ') }) })
  }
  if (story.narratives.length > 1) blocks.push({ kind: 'aside', text: say('root.drawn') })
  blocks.push({ kind: 'actions', actions: rootActions(story, options.earlier ?? []) })
  const counts = { facts: story.facts.length, sides: story.narratives.length }
  return { summary: say('root.summary', { title, ...counts }), blocks, notify: true }
}

function rootActions(story: Story, earlier: readonly Story[]): readonly Action[] {
  const both: Action = {
    label: say('digest.both', { sides: story.narratives.length }),
    press: { command: 'story', words: [story.id, 'both'], visibility: 'only-me' },
  }
  const older = earlier.slice(0, 4).map(
    (other): Action => ({
      label: say('button.earlier', { title: `${shortDate(other.date)} · ${isolated(other.title)}` }),
      press: { command: 'story', words: [other.id, 'facts'], visibility: 'only-me' },
    }),
  )
  return [both, ...older]
}

function sideMessage(narrative: Narrative, sources: readonly Source[]): Message {
  const block: SideBlock = {
    kind: 'side',
    label: isolatedLines(narrative.label),
    providers: named(narrative.providers),
    paragraphs: narrative.paragraphs.map(paragraph => told(paragraph, sources)),
    continued: false,
  }
  return { summary: sideSummary(block), blocks: [block], notify: false }
}

function forecastReplies(story: Story): readonly Reply[] {
  if (story.forecast === undefined) return []
  const { text } = story.forecast
  const providers = named(story.forecast.providers)
  const label = say('forecast.label')
  const paragraphs = [told(text, story.sources)]
  const provided = providedBy(providers.map(provider => provider.name))
  const summary = say('side.summary', { label, provided })
  const block: Block = { kind: 'forecast', providers, paragraphs, continued: false }
  return [{ part: 'forecast', label, message: { summary, blocks: [block], notify: false } }]
}

/** A name of which nothing can be seen names nobody. */
function named(providers: readonly Outlet[]): readonly Outlet[] {
  return providers
    .filter(provider => isSeen(provider.name))
    .map(provider => ({ ...provider, name: isolated(provider.name) }))
}

/** Each number stays beside its own outlet's name. */
function inWords(imbalance: Imbalance): string {
  if (imbalance.kind !== 'sources-never-cited') return describeImbalance(imbalance)
  const sources = imbalance.sources.map(({ n, outlet }) => ({ n, outlet: isolated(outletOf({ outlet })) }))
  return describeImbalance({ ...imbalance, sources })
}

function listedSource(source: Source): Source {
  const title = source.title === undefined ? {} : { title: isolated(source.title) }
  return { ...source, outlet: isolated(outletOf(source)), ...title }
}

/** What a source is called, or that nobody knows. */
export function outletOf({ outlet }: Pick<Source, 'outlet'>): string {
  return isSeen(outlet) ? outlet : say('side.outlet-not-named')
}

/** `as provided by AntiWar and DW`, or that the outlet was not named. */
export function providedBy(names: readonly string[]): string {
  return names.length === 0 ? say('side.outlet-not-named') : say('side.provided-by', { outlets: listed(names) })
}

function sideSummary(side: SideBlock): string {
  return say('side.summary', {
    label: side.label,
    provided: providedBy(side.providers.map(provider => provider.name)),
  })
}

/** An update line with its footnotes, or with the word that it has none; `lead` is its day and its kind. */
export function updateLine(update: Update, sources: readonly Source[]): Footnoted & { readonly lead: string } {
  const lead = say('update.line', { date: shortDate(update.date), kind: update.kind })
  // That a story was retracted rests on nobody but its editors.
  const missing = update.kind === 'retracted' ? {} : owed(update.text)
  return { lead, ...footnoted(update.text, sources), ...missing }
}

function owed(cited: Cited): { readonly missing?: string } {
  return cited.cites.length === 0 ? { missing: say('fact.no-source') } : {}
}

/** As a reader sees it. */
function told(cited: Cited, sources: readonly Source[]): Footnoted {
  return { ...footnoted(cited, sources), text: isolatedLines(cited.text) }
}

function footnoted(cited: Cited, sources: readonly Source[]): Footnoted {
  const notes = cited.cites.map(n => {
    const url = sources.find(source => source.n === n)?.url
    return url === undefined ? { n } : { n, url }
  })
  return { text: cited.text, notes }
}
