import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const SRC = join(ROOT, 'src')

/** Each place imports only places before it. A file of its own stands for itself. */
const FLOORS = [
  'threads',
  'core',
  'store',
  'sources',
  'delivery',
  'schedule',
  'commands',
  'adapters',
  'monitor',
  'config.ts',
  'app.ts',
  'emulators',
  'playground',
  'explain.ts',
  'settings-file.ts',
  'main.ts',
  'tools',
  'cli.ts',
]
/** Inside core. `words` is what all of it speaks with. */
const CORE_FLOORS = ['words', 'story', 'reading', 'library', 'schedule', 'message']
const MOST_LINES = 300
const NAMELESS = /(?:^|\/)(?:index|utils?|helpers?|types|common|misc)(?:\.ts|\/)/u

interface Source {
  /** From src, with slashes: `core/story/story.ts`. */
  readonly path: string
  readonly text: string
  /** What it imports: paths from src for our own files, else the name of the package. */
  readonly imports: readonly string[]
}

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('.ts'))
  .map(source)

function source(path: string): Source {
  const text = readFileSync(join(SRC, path), 'utf8')
  const found = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/gu)].map(match => match[1] ?? '')
  const imports = found.map(name => (name.startsWith('.') ? relative(SRC, join(SRC, dirname(path), name)) : name))
  return { path, text, imports }
}

function floor(path: string, floors: readonly string[], depth: number): number {
  return floors.indexOf(path.split('/')[depth] ?? '')
}

function offences(wrong: (file: Source, imported: string) => boolean): readonly string[] {
  return sources.flatMap(file =>
    file.imports.filter(imported => wrong(file, imported)).map(imported => `${file.path} imports ${imported}`),
  )
}

const ours = (name: string) => name.endsWith('.ts')

test('every place has its floor', () => {
  expect(sources.filter(file => floor(file.path, FLOORS, 0) === -1).map(file => file.path)).toEqual([])
})

test('each place imports only places before it', () => {
  const above = offences((file, name) => ours(name) && floor(name, FLOORS, 0) > floor(file.path, FLOORS, 0))
  expect(above).toEqual([])
})

test('inside core each room imports only rooms before it', () => {
  const inCore = (path: string) => path.startsWith('core/')
  const above = offences(
    (file, name) => inCore(file.path) && inCore(name) && floor(name, CORE_FLOORS, 1) > floor(file.path, CORE_FLOORS, 1),
  )
  expect(above).toEqual([])
})

test('core knows neither Node nor an SDK', () => {
  const packages = /^node:|^@slack\/|^discord|^kysely|^pino|^ws$/u
  expect(offences((file, name) => file.path.startsWith('core/') && packages.test(name))).toEqual([])
})

test.each([
  ['@slack/', 'adapters/slack/'],
  ['discord.js', 'adapters/discord/'],
  ['node-cron', 'schedule/clock.ts'],
  ['node:sqlite', 'store/'],
])('%s is imported only in %s', (name, place) => {
  expect(offences((file, imported) => imported.startsWith(name) && !file.path.startsWith(place))).toEqual([])
})

test('one adapter never imports the other', () => {
  const other = offences(
    (file, name) =>
      (file.path.startsWith('adapters/slack/') && name.startsWith('adapters/discord/')) ||
      (file.path.startsWith('adapters/discord/') && name.startsWith('adapters/slack/')),
  )
  expect(other).toEqual([])
})

test('the emulators import nothing of the bot, so that they cannot share its mistakes', () => {
  const shared = offences(
    (file, name) => file.path.startsWith('emulators/') && ours(name) && !name.startsWith('emulators/'),
  )
  expect(shared).toEqual([])
})

test('only the command line reads the environment', () => {
  const readers = sources.filter(file => /process\.env\b/u.test(file.text)).map(file => file.path)
  expect(readers).toEqual(['cli.ts'])
})

test('no file passes the wall of 300 lines', () => {
  const high = sources.filter(file => file.text.split('\n').length - 1 > MOST_LINES).map(file => file.path)
  expect(high).toEqual([])
})

test('every file and folder has a name of its own', () => {
  expect(sources.filter(file => NAMELESS.test(file.path)).map(file => file.path)).toEqual([])
})

test('no file hands on what another one declares', () => {
  const handing = sources.filter(file => /^export\s+(?:\*|\{[^}]*\}\s+from|type\s*\{[^}]*\}\s+from)/mu.test(file.text))
  expect(handing.map(file => file.path)).toEqual([])
})

test('nothing is silenced or left for later', () => {
  const marks = /@ts-(?:ignore|expect-error|nocheck)|biome-ignore|oxlint-disable|eslint-disable|\bTODO\b|\bFIXME\b/u
  expect(sources.filter(file => marks.test(file.text)).map(file => file.path)).toEqual([])
})
