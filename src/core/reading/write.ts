import type { Cited, Outlet, Source, Story } from '../story/story.ts'
import { writeBracketed, writeLine, writeRating, writeText } from './inline.ts'

/** A story as a story document, such that reading it gives the same story. */
export function writeDocument(story: Story): string {
  const parts = [
    frontMatter(story),
    `# ${writeLine(story.title)}`,
    section('Facts', story.facts.map(bullet).join('\n')),
    section('Narratives', story.narratives.map(narrative).join('\n\n')),
    story.forecast === undefined ? '' : section('Forecast', held(story.forecast.providers, [story.forecast.text])),
    section('Updates', story.updates.map(update).join('\n')),
    section('Sources', story.sources.map(source).join('\n')),
  ]
  return `${parts.filter(part => part !== '').join('\n\n')}\n`
}

function frontMatter({ id, date, topics, image }: Story): string {
  const lines = ['---', `id: ${id}`]
  if (date !== undefined) lines.push(`date: ${date}`)
  if (topics.length > 0) lines.push(`topics: [${topics.join(', ')}]`)
  if (image !== undefined) {
    lines.push('image:', `  url: ${quotedYaml(image.url)}`, `  alt: ${quotedYaml(image.alt)}`)
    if (image.credit !== undefined) lines.push(`  credit: ${quotedYaml(image.credit)}`)
  }
  return [...lines, '---'].join('\n')
}

/** Nothing but letters, digits and signs that every reader keeps as they are. */
function quotedYaml(text: string): string {
  const hex = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(text).replace(/[\u007f-\u00a0\u00ad\u2007\u2028\u2029\u202f\ufeff]/g, hex)
}

function section(name: string, body: string): string {
  return body === '' ? '' : `## ${name}\n${body}`
}

function bullet(fact: Cited): string {
  return `- ${indented(cited(fact))}`
}

function narrative({ label, providers, paragraphs }: Story['narratives'][number]): string {
  return `### ${writeLine(label)}\n${held(providers, paragraphs)}`
}

function held(providers: readonly Outlet[], paragraphs: readonly Cited[]): string {
  const names = providers.map(({ name, url, rating }) => writeBracketed(name, url) + writeRating(rating)).join(', ')
  return [...(names === '' ? [] : [`Provided by: ${names}`]), ...paragraphs.map(cited)].join('\n\n')
}

function update({ date, kind, text }: Story['updates'][number]): string {
  return `- ${date} ${kind}: ${indented(cited(text))}`
}

function source({ n, outlet, url, rating, title }: Source): string {
  const named = writeBracketed(outlet, url) + writeRating(rating)
  return `[^${n}]: ${named}${title === undefined ? '' : ` ${writeTitle(title)}`}`
}

/** A title that begins with a brace would be read as a rating. */
function writeTitle(title: string): string {
  return writeLine(title).replace(/^\{/, '\\{')
}

function cited({ text, cites }: Cited): string {
  return writeText(text) + cites.map(n => `[^${n}]`).join('')
}

function indented(raw: string): string {
  return raw.replaceAll('\n', '\n  ')
}
