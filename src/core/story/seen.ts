import { z } from 'zod'
import { fingerprint, sketchOf } from './fingerprint.ts'
import type { Cited, Outlet, Source, Story } from './story.ts'

const fact = z.object({ text: z.string(), cites: z.string(), sketch: z.string() })
const side = z.object({
  /** Its start, for people; `called` is all of it. */
  label: z.string(),
  called: z.string(),
  text: z.string(),
  outlets: z.string(),
  cites: z.string(),
})

/** What readers see of a story, each part as a fingerprint: enough to say what changed, and short. */
export const seenSchema = z.object({
  title: z.string(),
  date: z.string().optional(),
  facts: z.array(fact),
  sides: z.array(side),
  forecast: z.object({ text: z.string(), outlets: z.string(), cites: z.string() }).optional(),
  updates: z.array(z.object({ head: z.string(), line: z.string() })),
  /** In no order. */
  sources: z.array(z.string()),
})

export type Seen = z.infer<typeof seenSchema>
export type SeenFact = z.infer<typeof fact>
export type SeenSide = z.infer<typeof side>

const LONGEST_LABEL = 80

/**
 * Of a story what readers see, facts, sides and updates as printed. Not its id, topics, image and ratings; nor addresses, so
 * that a link that was mended or found is no news; nor the numbers of its sources, so that counting them anew is none either.
 */
export function seenOf(story: Story): Seen {
  const names = sourceNames(story.sources)
  const cited = (texts: readonly Cited[]) => brief([...new Set(texts.flatMap(each => citedNames(each, names)))].sort())
  return {
    title: brief([plain(story.title)]),
    ...(story.date === undefined ? {} : { date: story.date }),
    facts: story.facts.map(each => ({
      text: brief([plain(each.text)]),
      cites: cited([each]),
      sketch: sketchOf(each.text),
    })),
    sides: story.narratives.map(({ label, providers, paragraphs }) => ({
      label: labelOf(label),
      called: brief([plain(label)]),
      text: brief([wholeOf(paragraphs)]),
      outlets: brief(outletNames(providers)),
      cites: cited(paragraphs),
    })),
    ...(story.forecast === undefined
      ? {}
      : {
          forecast: {
            text: brief([plain(story.forecast.text.text)]),
            outlets: brief(outletNames(story.forecast.providers)),
            cites: cited([story.forecast.text]),
          },
        }),
    updates: story.updates.map(({ date, kind, text }) => ({
      head: brief([date, kind]),
      line: brief([date, kind, plain(text.text), cited([text])]),
    })),
    sources: [...names.values()].map(name => brief([name])).sort(),
  }
}

/** A side's label as it is kept for later: its start where it is too long. */
function labelOf(label: string): string {
  const characters = Array.from(plain(label))
  return characters.length <= LONGEST_LABEL
    ? characters.join('')
    : `${characters.slice(0, LONGEST_LABEL - 1).join('')}…`
}

/** The text as readers tell it from another: how it is broken into lines does not count. */
export function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim()
}

/** Paragraphs as one text, so that a break between them does not count. */
function wholeOf(paragraphs: readonly Cited[]): string {
  return plain(paragraphs.map(paragraph => paragraph.text).join(' '))
}

function outletNames(providers: readonly Outlet[]): readonly string[] {
  return providers.map(provider => plain(provider.name)).sort()
}

/** Sources by number, as what they are called; two that are called the same are counted. */
function sourceNames(sources: readonly Source[]): ReadonlyMap<number, string> {
  const seen = new Map<string, number>()
  return new Map(
    sources.map(({ n, outlet, title }) => {
      const name = JSON.stringify([plain(outlet), plain(title ?? '')])
      const nth = seen.get(name) ?? 0
      seen.set(name, nth + 1)
      return [n, `${name}${nth}`]
    }),
  )
}

function citedNames({ cites }: Cited, names: ReadonlyMap<number, string>): readonly string[] {
  return cites.map(n => names.get(n) ?? `${n}`)
}

/** Short, because a channel's history holds many; where one story's parts are told apart, 40 bits are plenty. */
function brief(parts: readonly string[]): string {
  return fingerprint(JSON.stringify(parts)).slice(6)
}
