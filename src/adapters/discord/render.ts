import { encodePress } from '../../commands/press.ts'
import type {
  Action,
  Block,
  ChoiceBlock,
  DateBlock,
  EntryBlock,
  Footnoted,
  Message,
} from '../../core/message/message.ts'
import { sideLabel } from '../../core/message/plain.ts'
import { shorten } from '../../core/message/shorten.ts'
import type { Outlet, Source } from '../../core/story/story.ts'
import { say, separators } from '../../core/words/words.ts'
import { LIMITS } from './limits.ts'
import { entryMark } from './mark.ts'
import { escapeHeading, escapeLine, escapeMarkdown, liveAge, liveMoment, maskedLink, maskedLinks } from './text.ts'

/** https://discord.com/developers/docs/resources/message#message-object-message-flags */
export const FLAGS = { ephemeral: 1 << 6, suppressNotifications: 1 << 12, components: 1 << 15 } as const
const TYPE = { actionRow: 1, button: 2, stringSelect: 3, textDisplay: 10, separator: 14, container: 17 } as const
const SECONDARY = 2

/** A message as Discord takes it. */
export interface DiscordMessage {
  readonly flags: number
  readonly components: readonly [Container]
  readonly allowed_mentions: { readonly parse: readonly string[] }
}

interface Container {
  readonly type: typeof TYPE.container
  /** By which a posted step is recognised. */
  readonly id?: number
  readonly components: readonly Part[]
}

type Part =
  | { readonly type: typeof TYPE.textDisplay; readonly id?: number; readonly content: string }
  | { readonly type: typeof TYPE.separator }
  | { readonly type: typeof TYPE.actionRow; readonly components: readonly (Button | Select)[] }

interface Button {
  readonly type: typeof TYPE.button
  readonly style: typeof SECONDARY
  readonly label: string
  readonly custom_id: string
}

interface Select {
  readonly type: typeof TYPE.stringSelect
  readonly custom_id: string
  readonly placeholder: string
  readonly options: readonly { readonly label: string; readonly value: string }[]
}

/** Marks the custom_id of a field in which a story is chosen: the chosen value becomes the press's first word. */
export const CHOOSE = 'choose/'

/** The message in Discord's components. `mark` is the container's numeric id, 32 bits. */
export function renderDiscord(message: Message, mark?: number): DiscordMessage {
  const components = message.blocks.reduce<readonly Part[]>(
    (parts, block, index) => append(parts, block, message.blocks[index - 1]),
    [],
  )
  return {
    flags: FLAGS.components | (message.notify ? 0 : FLAGS.suppressNotifications),
    components: [{ type: TYPE.container, ...(mark === undefined ? {} : { id: mark }), components }],
    allowed_mentions: { parse: [] },
  }
}

/** Text goes on in the same display, so that few are needed; sources and sides are set apart by a line, unless a remark leads to them. */
function append(parts: readonly Part[], block: Block, before: Block | undefined): readonly Part[] {
  if (block.kind === 'actions') return [...parts, ...rows(block.actions)]
  if (block.kind === 'choice') return [...parts, ...selects(block)]
  const content = textOf(block)
  const last = parts.at(-1)
  const side = block.kind === 'side' || block.kind === 'forecast'
  const led = side && before?.kind === 'aside'
  const apart = (side && !led) || block.kind === 'sources'
  // A story of a digest is found by its own display, so nothing else stands in it.
  const own = block.kind === 'entry'
  if (last?.type === TYPE.textDisplay && !apart && !own && last.id === undefined) {
    const gap = block.kind === 'date' || led ? '\n' : '\n\n'
    return [...parts.slice(0, -1), { ...last, content: `${last.content}${gap}${content}` }]
  }
  const line: readonly Part[] = apart && last !== undefined ? [{ type: TYPE.separator }] : []
  const id = own ? entryMark(block.story) : undefined
  // Discord takes no number twice.
  const isFree = id !== undefined && parts.every(part => !('id' in part) || part.id !== id)
  return [...parts, ...line, { type: TYPE.textDisplay, ...(isFree ? { id } : {}), content }]
}

type TextBlock = Exclude<Block, { kind: 'actions' } | { kind: 'choice' }>

function textOf(block: TextBlock): string {
  switch (block.kind) {
    case 'heading':
      return `## ${escapeHeading(block.text)}`
    case 'date':
      return dateText(block)
    case 'facts':
      return list(say(block.continued ? 'root.facts-continued' : 'root.facts'), block.facts.map(listed))
    case 'updates':
      return list(
        say('root.updates'),
        block.updates.map(update => `${escapeLine(update.lead)} ${listed(update)}`),
      )
    case 'sources': {
      const head = say(block.continued ? 'root.sources-continued' : 'root.sources')
      return [`**${head}**`, ...block.sources.map(sourceLine)].join('\n')
    }
    case 'side':
      return sideText(sideLabel(block.label, block.continued), block.providers, block.paragraphs)
    case 'forecast':
      return sideText(sideLabel(say('forecast.label'), block.continued), block.providers, block.paragraphs)
    case 'entry':
      return entryText(block)
    case 'note':
      return withLead(block.lead, escapeLine(block.text))
    case 'aside':
      return `-# ${escapeLine(block.text)}`
    case 'link':
      return `${escapeLine(block.text)} ${maskedLink(block.label, block.url)}`
    case 'timed':
      return block.parts.map(part => (typeof part === 'string' ? escapeMarkdown(part) : liveMoment(part.at))).join('')
    case 'list':
      return block.lines.map(line => `- ${escapeLine(line)}`).join('\n')
  }
}

function dateText(block: DateBlock): string {
  const age = block.at === undefined ? block.age : liveAge(block.at)
  const asked = block.asked === undefined ? undefined : escapeLine(block.asked)
  return `-# ${[block.day, age, asked].filter(part => part !== undefined).join(' · ')}`
}

function list(head: string, items: readonly string[]): string {
  return [`**${head}**`, ...items.map(item => `- ${item}`)].join('\n')
}

/** A story of a digest. */
function entryText(block: EntryBlock): string {
  const texts = block.texts.map(text => withLead(text.lead, listed(text)))
  const small = block.small === '' ? [] : [`-# ${escapeLine(block.small)}`]
  return [`### ${escapeHeading(sideLabel(block.title, block.continued))}`, ...texts, ...small].join('\n')
}

function withLead(lead: string | undefined, text: string): string {
  return lead === undefined ? text : `**${escapeLine(lead)}** ${text}`
}

/** The one template of every side, and of the forecast. */
function sideText(label: string, providers: readonly Outlet[], paragraphs: readonly Footnoted[]): string {
  const provided =
    providers.length === 0
      ? say('side.outlet-not-named')
      : `${say('side.provided-by', { outlets: '' }).trim()} ${outletNames(providers)}`
  const text = paragraphs.map(paragraph => footnoted(escapeMarkdown(paragraph.text.trim()), paragraph))
  return [`### ${escapeHeading(label)}`, `*${provided}*`, '', text.join('\n\n')].join('\n')
}

function outletNames(providers: readonly Outlet[]): string {
  const between = separators(providers.length)
  const names = maskedLinks(providers.map(({ name, ...where }) => ({ label: name, ...where })))
  return names.map((name, index) => `${name}${between[index] ?? ''}`).join('')
}

function listed(item: Footnoted): string {
  return footnoted(escapeLine(item.text), item)
}

function footnoted(text: string, item: Footnoted): string {
  const notes = maskedLinks(item.notes.map(({ n, ...where }) => ({ label: `[${n}]`, ...where }))).join('')
  const missing = item.missing === undefined ? '' : `*${escapeLine(item.missing)}*`
  return [text, notes, missing].filter(part => part !== '').join(' ')
}

/** The stop is escaped, because Discord numbers a list anew. */
function sourceLine(source: Source): string {
  const name = source.title === undefined ? source.outlet : `${source.outlet}: ${source.title}`
  return `${source.n}\\. ${maskedLink(name, source.url)}`
}

function rows(actions: readonly Action[]): readonly Part[] {
  const buttons = actions.map(button)
  const parts: Part[] = []
  for (let from = 0; from < buttons.length; from += LIMITS.rowButtons) {
    parts.push({ type: TYPE.actionRow, components: buttons.slice(from, from + LIMITS.rowButtons) })
  }
  return parts
}

function button(action: Action): Button {
  const label = shorten(action.label, LIMITS.buttonLabel) || '—'
  return { type: TYPE.button, style: SECONDARY, label, custom_id: encodePress(action.press) }
}

function selects(block: ChoiceBlock): readonly Part[] {
  const options = block.options.slice(0, LIMITS.selectOptions).map(option => ({
    label: shorten(option.label, LIMITS.optionLabel) || '—',
    value: option.value,
  }))
  if (options.length === 0) return []
  const placeholder = shorten(block.label, LIMITS.placeholder)
  const select: Select = {
    type: TYPE.stringSelect,
    custom_id: `${CHOOSE}${encodePress(block.press)}`,
    placeholder,
    options,
  }
  return [{ type: TYPE.actionRow, components: [select] }]
}
