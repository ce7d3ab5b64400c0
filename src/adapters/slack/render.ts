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
import { plainMessage, sideLabel } from '../../core/message/plain.ts'
import { shorten } from '../../core/message/shorten.ts'
import type { Outlet, Source } from '../../core/story/story.ts'
import { say, separators } from '../../core/words/words.ts'
import { LIMITS } from './limits.ts'
import type { RichElement } from './text.ts'
import { escapeMrkdwn, plainLine, richLink, richLinks, richMoment, richText } from './text.ts'

/** A message as Slack takes it. */
export interface SlackMessage {
  /** What notifications and screen readers read. */
  readonly text: string
  readonly blocks: readonly SlackBlock[]
}

type PlainText = ReturnType<typeof plainLine>

export type SlackBlock =
  | { readonly type: 'header'; readonly text: PlainText }
  | { readonly type: 'section'; readonly text: PlainText; readonly expand: true }
  | { readonly type: 'context'; readonly block_id?: string; readonly elements: readonly ContextElement[] }
  | { readonly type: 'rich_text'; readonly block_id?: string; readonly elements: readonly RichPart[] }
  | { readonly type: 'actions'; readonly elements: readonly (Button | ExternalSelect)[] }

type ContextElement = PlainText | { readonly type: 'mrkdwn'; readonly text: string; readonly verbatim: true }

type RichPart =
  | { readonly type: 'rich_text_section'; readonly elements: readonly RichElement[] }
  | {
      readonly type: 'rich_text_list'
      readonly style: 'bullet'
      readonly elements: readonly { readonly type: 'rich_text_section'; readonly elements: readonly RichElement[] }[]
    }

interface Button {
  readonly type: 'button'
  readonly action_id: string
  readonly text: PlainText
}

interface ExternalSelect {
  readonly type: 'external_select'
  readonly action_id: string
  readonly placeholder: PlainText
  readonly min_query_length: 0
}

/** Marks the action of a field in which a story is chosen: the chosen value becomes the press's first word. */
export const CHOOSE = 'choose/'

/** The message in Slack's blocks. What a story says goes into rich text, in which Slack reads no markup. */
export function renderSlack(message: Message): SlackMessage {
  return { text: spoken(message), blocks: message.blocks.flatMap(renderBlock) }
}

/** The same as a step's payload holds it. */
export function slackMessage(message: Message) {
  const { text, blocks } = renderSlack(message)
  return { text, blocks: blocks.map(block => ({ ...block })) }
}

/** All of the message, or its summary where there is nothing to read or, in a message that was not fitted, too much of it. */
function spoken(message: Message): string {
  const text = spokenText(message.blocks)
  const fits = text !== '' && bytesOf(text) <= LIMITS.textBytes
  return fits ? text : escapeMrkdwn(shorten(message.summary, LIMITS.textBytes / 6))
}

/**
 * What a screen reader says instead of these blocks, so nothing of the story may be missing; addresses and buttons, which it
 * reaches by themselves, are left out. https://docs.slack.dev/reference/methods/chat.postMessage#text-blocks-attachments
 */
export function spokenText(blocks: readonly Block[]): string {
  return escapeMrkdwn(plainMessage({ summary: '', blocks: blocks.filter(isRead), notify: false }))
}

const encoder = new TextEncoder()

/** In UTF-8. */
export function bytesOf(text: string): number {
  return encoder.encode(text).length
}

function isRead(block: Block): boolean {
  return block.kind !== 'actions' && block.kind !== 'choice' && block.kind !== 'sources'
}

function renderBlock(block: Block): readonly SlackBlock[] {
  switch (block.kind) {
    case 'heading': {
      const text = plainLine(block.text)
      if (text.text.length <= LIMITS.headerText) return [{ type: 'header', text }]
      return [rich(section(richText(text.text, { bold: true })))]
    }
    case 'date':
      return [{ type: 'context', elements: dateElements(block) }]
    case 'facts':
      return [
        rich(title(say(block.continued ? 'root.facts-continued' : 'root.facts')), list(block.facts.map(footnoted))),
      ]
    case 'updates': {
      const lines = block.updates.map(update => [...richText(update.lead), ...footnoted(update)])
      return [rich(title(say('root.updates')), list(lines))]
    }
    case 'sources': {
      const head = title(say(block.continued ? 'root.sources-continued' : 'root.sources'))
      return [rich(head, section(joined(block.sources.map(sourceLine), '\n')))]
    }
    case 'side':
      return [side(sideLabel(block.label, block.continued), block.providers, block.paragraphs)]
    case 'forecast':
      return [side(sideLabel(say('forecast.label'), block.continued), block.providers, block.paragraphs)]
    case 'entry':
      return entry(block)
    case 'note':
      if (block.lead !== undefined) return [rich(section(led(block.lead, richText(block.text))))]
      return [{ type: 'section', text: { ...plainLine(block.text) }, expand: true }]
    case 'aside':
      return [{ type: 'context', elements: [plainLine(block.text)] }]
    case 'link':
      return [rich(section([...richText(`${block.text} `), ...richLink(block.label, block.url)]))]
    case 'timed':
      return [
        rich(section(block.parts.flatMap(part => (typeof part === 'string' ? richText(part) : [richMoment(part)])))),
      ]
    case 'list':
      return [rich(list(block.lines.map(line => richText(line))))]
    case 'actions':
      return rows(block.actions)
    case 'choice':
      return [{ type: 'actions', elements: [externalSelect(block)] }]
  }
}

function dateElements(block: DateBlock): readonly ContextElement[] {
  const day = block.age === undefined ? block.day : `${block.day} · ${block.age}`
  const asked = block.asked === undefined ? [] : [plainLine(block.asked)]
  if (block.at === undefined) return [plainLine(day), ...asked]
  const age = `<!date^${block.at}^{ago}|${escapeMrkdwn(block.age ?? block.day)}>`
  return [{ type: 'mrkdwn', text: `${escapeMrkdwn(block.day)} · ${age}`, verbatim: true }, ...asked]
}

/** The block of a digest's message that tells a story: how it is found when the story is retracted. */
export function entryId(story: string): string {
  return `entry/${story}`
}

/** The block of small print that belongs to it. */
export function smallId(story: string): string {
  return `small/${story}`
}

/** A story of a digest; its headline is read as the other words are, because a header block has room for 150 characters only. */
function entry(block: EntryBlock): readonly SlackBlock[] {
  const headline = richText(sideLabel(block.title, block.continued), { bold: true })
  const texts = block.texts.map(text => led(text.lead, footnoted(text)))
  const told = { ...rich(section(joined([headline, ...texts], '\n'))), block_id: entryId(block.story) }
  if (block.small === '') return [told]
  return [told, { type: 'context', block_id: smallId(block.story), elements: [plainLine(block.small)] }]
}

function led(lead: string | undefined, text: readonly RichElement[]): readonly RichElement[] {
  return [...richText(lead ?? '', { bold: true }), ...text]
}

/** The one template of every side, and of the forecast. */
function side(label: string, providers: readonly Outlet[], paragraphs: readonly Footnoted[]): SlackBlock {
  const names =
    providers.length === 0
      ? richText(say('side.outlet-not-named'), { italic: true })
      : [
          ...richText(`${say('side.provided-by', { outlets: '' }).trim()} `, { italic: true }),
          ...outletNames(providers),
        ]
  const head = section([...richText(label, { bold: true }), ...richText('\n'), ...names, ...richText('\n')])
  return rich(head, section(joined(paragraphs.map(footnoted), '\n\n')))
}

function outletNames(providers: readonly Outlet[]): readonly RichElement[] {
  const between = separators(providers.length)
  const names = richLinks(
    providers.map(({ name, ...where }) => ({ label: name, ...where })),
    { italic: true },
  )
  return names.flatMap((name, index) => [...name, ...richText(between[index] ?? '', { italic: true })])
}

function footnoted(item: Footnoted): readonly RichElement[] {
  const notes = richLinks(item.notes.map(({ n, ...where }) => ({ label: `[${n}]`, ...where }))).flat()
  const missing = item.missing === undefined ? [] : richText(item.missing, { italic: true })
  const after = [...notes, ...missing]
  return after.length === 0 ? richText(item.text) : [...richText(`${item.text} `), ...after]
}

function sourceLine(source: Source): readonly RichElement[] {
  const name = source.title === undefined ? source.outlet : `${source.outlet}: ${source.title}`
  return [...richText(`${source.n}. `), ...richLink(name, source.url)]
}

function joined(lines: readonly (readonly RichElement[])[], between: string): readonly RichElement[] {
  return lines.flatMap((line, index) => (index === 0 ? line : [...richText(between), ...line]))
}

function title(text: string): RichPart {
  return section(richText(text, { bold: true }))
}

function section(elements: readonly RichElement[]): RichPart & { readonly type: 'rich_text_section' } {
  return { type: 'rich_text_section', elements }
}

function list(lines: readonly (readonly RichElement[])[]): RichPart {
  return { type: 'rich_text_list', style: 'bullet', elements: lines.map(section) }
}

function rich(...elements: readonly RichPart[]): SlackBlock {
  return { type: 'rich_text', elements }
}

function rows(actions: readonly Action[]): readonly SlackBlock[] {
  const buttons = actions.map(button)
  return Array.from({ length: Math.ceil(buttons.length / LIMITS.actions) }, (_, row) => ({
    type: 'actions',
    elements: buttons.slice(row * LIMITS.actions, (row + 1) * LIMITS.actions),
  }))
}

function button(action: Action): Button {
  const text = plainLine(shorten(action.label, LIMITS.buttonText))
  return { type: 'button', action_id: encodePress(action.press), text }
}

function externalSelect(block: ChoiceBlock): ExternalSelect {
  const placeholder = plainLine(shorten(block.label, LIMITS.placeholder))
  return {
    type: 'external_select',
    action_id: `${CHOOSE}${encodePress(block.press)}`,
    placeholder,
    min_query_length: 0,
  }
}
