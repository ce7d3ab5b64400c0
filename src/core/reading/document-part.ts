import type { Outlet } from '../story/story.ts'
import type { Block } from './blocks.ts'
import { readBracketed } from './bracketed.ts'
import { addForecast, type Draft, type DraftText, reportEmpty } from './draft.ts'
import { isDay } from './file-name.ts'
import { readInline, takeMarks } from './inline.ts'
import { isForecastLabel } from './labels.ts'
import { quoted, type Report, reportStrays } from './lines.ts'
import type { KnownOutlets } from './outlets.ts'
import { splitNames } from './providers.ts'
import type { Part } from './sections.ts'

/** What is at hand while the parts of a document are read into its draft. */
export interface Desk {
  readonly draft: Draft
  readonly lines: readonly string[]
  readonly known: KnownOutlets
  readonly report: Report
}

const PROVIDED = /^provided by:\s*/i
const SOURCE = /^\[\^([^\]]{0,20})\]:\s*/
/** Brackets with no name in them, before an address or at the end. */
const UNNAMED = /^\[\s{0,20}\](?=\(|\s|$)/

export function readFacts(blocks: readonly Block[], desk: Desk): void {
  const strays = blocks.filter(block => {
    if (takenAsSource(block, desk)) return false
    if (block.kind !== 'bullet') return true
    const fact = readText(block, desk)
    if (fact !== undefined) desk.draft.facts.push(fact)
    return false
  })
  strayBlocks(strays, 'A fact is a bullet: begin its line with "- ".', desk)
}

export function readNarrative(part: Part, blocks: readonly Block[], desk: Desk): void {
  const label = readInline(part.heading).text
  if (label.trim() === '') {
    desk.report(
      part.line,
      'This narrative has no name, so it is left out. Write its name behind the signs: ### Left narrative',
    )
    strayBlocks(blocks, 'Give the narrative above it a name.', desk)
    return
  }
  const { providers, texts } = readHeld(blocks, desk)
  if (texts.length === 0) {
    reportEmpty(quoted(label), part.line, endOf(blocks), desk.report)
    return
  }
  if (isForecastLabel(label)) addForecast(desk.draft, providers, texts)
  else desk.draft.narratives.push({ line: part.line, label, providers, paragraphs: texts })
}

export function readForecast(part: Part, blocks: readonly Block[], desk: Desk): void {
  const { providers, texts } = readHeld(blocks, desk)
  if (texts.length > 0) addForecast(desk.draft, providers, texts)
  else reportEmpty('The forecast', part.line, endOf(blocks), desk.report)
}

function endOf(blocks: readonly Block[]): number {
  return blocks.at(-1)?.lines.at(-1)?.line ?? 0
}

export function readUpdates(blocks: readonly Block[], desk: Desk): void {
  const strays = blocks.filter(block => {
    const match = /^(\d{4}-\d{2}-\d{2})\s+([a-z]{1,30}):\s*(?=\S)/i.exec(block.raw)
    const date = match?.[1] ?? ''
    if (takenAsSource(block, desk)) return false
    if (block.kind !== 'bullet' || match === null || !isDay(date)) return true
    const text = readText({ ...block, raw: block.raw.slice(match[0].length) }, desk)
    if (text !== undefined) desk.draft.updates.push({ date, kind: (match[2] ?? '').toLowerCase(), text })
    return false
  })
  strayBlocks(
    strays,
    'An update is a bullet with its day, one word and a colon: - 2023-08-16 corrected: the exercise ends on Aug. 31.',
    desk,
  )
}

export function readSources(blocks: readonly Block[], desk: Desk): void {
  const strays = blocks.filter(block => !readSource(block, desk))
  strayBlocks(strays, 'A source is a line of its own: [^1]: [Outlet](https://example.org) Title', desk)
}

export function strayBlocks(blocks: readonly Block[], advice: string, { lines, report }: Desk): void {
  reportStrays(
    blocks.flatMap(block => block.lines),
    lines,
    advice,
    report,
  )
}

/** The paragraphs of a narrative or a forecast, and who holds it. */
function readHeld(blocks: readonly Block[], desk: Desk): { providers: Outlet[]; texts: DraftText[] } {
  const first = blocks[0]
  const provided = first !== undefined && PROVIDED.test(first.raw) ? first : undefined
  const providers = provided === undefined ? [] : readProvided(provided, desk)
  const texts: DraftText[] = []
  const strays: Block[] = []
  for (const block of provided === undefined ? blocks : blocks.slice(1)) {
    if (takenAsSource(block, desk)) continue
    const late = PROVIDED.test(block.raw) || SOURCE.test(block.raw)
    if (late || block.kind === 'foreign') strays.push(block)
    const text = late || block.kind === 'foreign' ? undefined : readText(block, desk)
    if (text !== undefined) texts.push(text)
  }
  const advice =
    'A text here is plain sentences, and "Provided by:" stands once, directly below the name. Begin the line with \\ if it is text.'
  strayBlocks(strays, advice, desk)
  return { providers, texts }
}

function readProvided(block: Block, desk: Desk): Outlet[] {
  const list = block.raw.replace(PROVIDED, '')
  const providers: Outlet[] = []
  for (let at = 0; at < list.length; ) {
    const separator = /^(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+)/.exec(list.slice(at, at + 20))?.[0].length ?? 0
    const found = readBracketed(list, at + separator, block.line, desk.report)
    if (found === undefined) return [...providers, ...readUnbracketed(list.slice(at + separator), block.line, desk)]
    const { end, ...outlet } = found
    providers.push(outlet)
    at = end
  }
  if (providers.length === 0)
    desk.report(
      block.line,
      'No outlet is named behind "Provided by:". Name it in brackets, [Outlet], or take the line out.',
    )
  return providers
}

function readUnbracketed(list: string, line: number, desk: Desk): Outlet[] {
  const names = splitNames(readInline(list.replace(/\.$/, '')).text, desk.known)
  const shown = names.slice(0, 3).map(name => `[${name.slice(0, 60)}]`)
  desk.report(
    line,
    `${quoted(list)} is not in brackets, so where a name ends is a guess. Write Provided by: ${shown.join(', ')}`,
  )
  return names.map(name => ({ name }))
}

function readText(block: Block, { report }: Desk): DraftText | undefined {
  const { raw, cites } = takeMarks(block.raw)
  const { text, marks, strange } = readInline(raw)
  for (const n of marks) {
    report(
      block.line,
      `[^${n}] stands inside the text ${quoted(text)}. Move it to the end, where it counts for the whole text.`,
    )
  }
  for (const mark of strange)
    report(block.line, `${mark} is no number, and sources are numbered. Write the number of a source, or take it out.`)
  const tidy = marks.length + strange.length > 0 ? text.trim() : text
  if (tidy !== '') return { line: block.line, text: tidy, cites: [...marks, ...cites] }
  report(
    block.line,
    `${quoted(block.raw)} cites, but says nothing. Write the text before the number, or take the line out.`,
  )
  return undefined
}

/** A source outside its section still counts: the editor is told, the citation keeps working. */
function takenAsSource(block: Block, desk: Desk): boolean {
  if (block.kind === 'foreign' || !readSource(block, desk)) return false
  desk.report(block.line, `${quoted(block.raw)} is a source outside its section. Move it below ## Sources.`)
  return true
}

function readSource({ raw, line, kind }: Block, { draft, report }: Desk): boolean {
  const match = kind === 'paragraph' ? SOURCE.exec(raw) : null
  const n = Number(match?.[1])
  if (match === null || !/^\d{1,4}$/.test(match[1] ?? '') || n === 0) return false
  const at = match[0].length
  const unnamed = UNNAMED.exec(raw.slice(at))?.[0]
  // Any name will do to read what stands behind it.
  const printed = unnamed === undefined ? raw : `${raw.slice(0, at)}[-]${raw.slice(at + unnamed.length)}`
  const found = readBracketed(printed, at, line, report)
  const { text, marks } = readInline(printed.slice(found?.end ?? at).trim())
  if (marks.length > 0) report(line, `Source ${n} cites [${marks.join(', ')}]. Give the outlet and the title only.`)
  if (found === undefined) {
    if (text === '') return false
    report(line, `The outlet of source ${n} is not in brackets. Write [^${n}]: [${text.slice(0, 60)}]`)
    draft.sources.push({ line, n, outlet: text })
    return true
  }
  if (unnamed !== undefined)
    report(line, `Source ${n} names no outlet. Write its name between the brackets, such as [^${n}]: [Reuters]`)
  const { end: _, name, ...rest } = found
  draft.sources.push({
    line,
    n,
    outlet: unnamed === undefined ? name : '',
    ...rest,
    ...(text === '' ? {} : { title: text }),
  })
  return true
}
