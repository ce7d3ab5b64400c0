import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { readFields } from '../src/commands/digest-fields.ts'
import { topicBook } from '../src/commands/digest-topic.ts'
import { readTyped } from '../src/commands/digest-typed.ts'
import { DIGEST_SUBCOMMANDS } from '../src/commands/digest-word.ts'
import { readTopicsFile } from '../src/core/library/topics-file.ts'
import { readPile, shelve } from '../src/tools/pile.ts'
import { ROOT } from './newcomer.ts'

const PAGES = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`),
]
const text = (path: string) => readFileSync(join(ROOT, path), 'utf8')
/** What a page says outside of its blocks of code. */
const said = (page: string) => text(page).replaceAll(/^```[\s\S]*?^```/gmu, '')

/** As GitHub names a heading in an address. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}\p{Pc} -]/gu, '')
    .trim()
    .replaceAll(' ', '-')
}

function anchorsOf(page: string): readonly string[] {
  return [...said(page).matchAll(/^#+ (.+)$/gmu)].map(found => anchor(found[1] ?? ''))
}

/** Where a link within the project leads, or undefined when it leads nowhere. */
function led(page: string, link: string): string | undefined {
  const [path = '', heading] = link.split('#')
  const file = path === '' ? page : normalize(join(dirname(page), path))
  if (!existsSync(join(ROOT, file))) return undefined
  return heading === undefined || anchorsOf(file).includes(heading) ? file : undefined
}

test('every link between pages leads to a file and a heading that are there', () => {
  const links = PAGES.flatMap(page =>
    [...said(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/gu)].map(found => [page, found[1] ?? ''] as const),
  )
  expect([links.length > 20, links.filter(([page, link]) => led(page, link) === undefined)]).toEqual([true, []])
})

test('every file of the project that a page names is there', () => {
  const named = PAGES.flatMap(page =>
    [...said(page).matchAll(/`((?:\.ci|bin|config|docs|seeds|src|tests)\/[\w./-]*)`/gu)].map(
      found => [page, found[1] ?? ''] as const,
    ),
  )
  expect([named.length > 20, named.filter(([, path]) => !existsSync(join(ROOT, path)))]).toEqual([true, []])
})

test('every digest that a page sets is one that the bot sets', async () => {
  const { aliases } = readTopicsFile(text('config/topics.yaml'))
  const { stories } = await readPile([join(ROOT, 'seeds')], () => undefined)
  const reader = {
    topics: topicBook(await shelve(stories), aliases),
    zone: 'Europe/Berlin',
    now: Date.parse('2026-11-30T08:30:00Z'),
  }
  const options = (typed: string) => {
    const named = Object.fromEntries([...typed.matchAll(/(\w+):(.+?)(?= \w+:|$)/gu)].map(found => found.slice(1)))
    const { day = '', time = '', timezone = '', topics = '', layout = '', stories: most = '', oldest = '' } = named
    return { day, time, timezone, topics, layout, stories: most, oldest }
  }
  const understood = (rhythm: string, typed: string) => {
    if (!/\b(?:time|timezone):/u.test(typed)) return readTyped(`${rhythm} ${typed}`, reader).kind
    const filled = options(typed)
    const required = DIGEST_SUBCOMMANDS.find(({ name }) => name === rhythm)?.words.filter(word => word.required) ?? []
    const isWhole = required.every(({ name }) =>
      Object.entries(filled).some(([key, value]) => key === name && value !== ''),
    )
    return isWhole ? readFields({ ...filled, day: rhythm === 'weekly' ? filled.day : rhythm }, reader).kind : 'wanting'
  }
  const shown = PAGES.flatMap(page =>
    [...text(page).matchAll(/`(?:\/|@Counterpoint )digest (daily|weekdays|weekly) ([^`]+)`/gu)].map(
      ([whole, rhythm = '', typed = '']) => [page, whole, understood(rhythm, typed)] as const,
    ),
  )
  expect([shown.length > 10, shown.filter(([, , kind]) => kind !== 'wanted')]).toEqual([true, []])
})
