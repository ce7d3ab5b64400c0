import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Cited, Story } from '../../../../src/core/story/story.ts'

/** A pasted text as people paste it, and what a careful editor says that it holds. */
export interface Specimen {
  /** `07-plain-lines-with-heads` */
  readonly name: string
  readonly text: string
  readonly expected: Expected
}

export type Expected = z.infer<typeof expectation>

/** A text without citations is written as a string alone. */
const cited = z
  .union([z.string(), z.strictObject({ text: z.string(), cites: z.array(z.int()) })])
  .transform((given): Cited => (typeof given === 'string' ? { text: given, cites: [] } : given))

const outlet = z
  .union([z.string(), z.strictObject({ name: z.string(), url: z.string().optional(), rating: z.string().optional() })])
  .transform(given => (typeof given === 'string' ? { name: given } : given))

const narrative = z.strictObject({
  label: z.string(),
  stance: z.enum(['critical', 'pro', 'anti', 'left', 'right', 'republican', 'democratic', 'other']),
  axis: z.enum(['establishment', 'left-right', 'party', 'subject', 'numbered', 'other']),
  providers: z.array(outlet),
  paragraphs: z.array(cited),
})

const story = z.strictObject({
  title: z.string(),
  date: z.string().optional(),
  facts: z.array(cited),
  narratives: z.array(narrative),
  forecast: z.strictObject({ providers: z.array(outlet), text: cited }).optional(),
  sources: z.array(
    z.strictObject({
      n: z.int(),
      outlet: z.string(),
      url: z.string().optional(),
      rating: z.string().optional(),
      title: z.string().optional(),
    }),
  ),
})

const expectation = z.strictObject({
  stories: z.array(story),
  /** Each line has to be named by a problem that says this, and no problem may be about other lines only. */
  problems: z.array(z.strictObject({ line: z.int(), says: z.string() })),
  /** Lines that may be reported or be taken for furniture: a caption beside its credit. */
  may: z.array(z.int()).default([]),
})

/** All specimens of this folder, by name. */
export function specimens(): readonly Specimen[] {
  const texts = readdirSync(import.meta.dirname).filter(file => /^\d{2,3}-.+\.txt$/u.test(file))
  return texts.toSorted().map(file => {
    const name = file.slice(0, -'.txt'.length)
    return { name, text: own(file), expected: expectation.parse(parse(own(`${name}.yaml`))) }
  })
}

/** The text of a file of this folder. */
function own(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
}

/** What a specimen says of a story that was read: no ids, topics or other things of the file. */
export function told({ title, date, facts, narratives, forecast, sources }: Story): Expected['stories'][number] {
  return {
    title,
    ...(date === undefined ? {} : { date }),
    facts: [...facts],
    narratives: narratives.map(({ label, stance, axis, providers, paragraphs }) => ({
      label,
      stance,
      axis,
      providers: [...providers],
      paragraphs: [...paragraphs],
    })),
    ...(forecast === undefined ? {} : { forecast: { providers: [...forecast.providers], text: forecast.text } }),
    sources: [...sources],
  }
}
