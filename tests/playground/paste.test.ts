import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { read } from '../../src/core/reading/read.ts'
import { readPasted, savePasted } from '../../src/playground/paste.ts'

const SPECIMENS = join(import.meta.dirname, '..', 'core', 'reading', 'specimens')

let home: string
let folder: string
let printed: string

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'paste-'))
  folder = join(home, 'stories')
  await mkdir(folder)
  printed = await readFile(join(SPECIMENS, 'harbor-strike.txt'), 'utf8')
})

afterEach(() => rm(home, { recursive: true, force: true }))

test('a pasted story is shown as the document that it would be saved as', async () => {
  const { stories, name } = await readPasted(printed)
  await savePasted(folder, name, printed)
  expect(await readFile(join(folder, `${name}.md`), 'utf8')).toBe(stories[0]?.document)
})

test('a saved story is read as the same story', async () => {
  await savePasted(folder, 'harbor-strike', printed)
  const saved = read(await readFile(join(folder, 'harbor-strike.md'), 'utf8'), 'harbor-strike.md')
  expect(saved).toEqual({ stories: read(printed, 'harbor-strike.md').stories, problems: [] })
})

test('what is not understood is named with its line', async () => {
  const lines = printed.split('\n')
  const strayed = [...lines.slice(0, 3), 'Nobody knows what this is doing here.', ...lines.slice(3)].join('\n')
  const problems = (await readPasted(strayed)).problems.map(({ file, line }) => `${file}:${line}`)
  expect(problems).toContain('pasted text:4')
})

test('what is lopsided is said in words', async () => {
  const { stories } = await readPasted('# Ports\n\n## Facts\n- A port.\n')
  expect(stories[0]?.imbalances.join(' ')).toMatch(/no narrative.*no source/u)
})

test('a letter with several stories becomes a document for each', async () => {
  const letter = await readFile(join(SPECIMENS, 'evening-letter.txt'), 'utf8')
  const done = await savePasted(folder, 'evening', letter)
  const files = (await readdir(folder)).toSorted()
  expect([done, files.length, (await readPasted(letter)).stories.length]).toEqual([
    { ok: true, value: { kind: 'saved', files: ['evening.md', 'evening-2.md'] } },
    2,
    2,
  ])
})

test.each([
  '../outside',
  '/etc/outside',
  'sub/inside',
  '..',
  '.hidden',
  'UPPER',
  'a b',
  '',
  'a\0b',
  'nul.md',
  'x'.repeat(61),
])('the name %j is refused and nothing is written', async name => {
  const done = await savePasted(folder, name, printed)
  expect([done.ok, await readdir(folder), await readdir(home)]).toEqual([false, [], ['stories']])
})

test.each(['harbor.md', 'harbor.txt', 'Harbor.MD'])(
  'a name that %s has already is refused, and that file stays',
  async file => {
    await writeFile(join(folder, file), 'Mine.')
    const done = await savePasted(folder, 'harbor', printed)
    expect(done).toEqual({ ok: false, error: 'There is a story called harbor already. Choose another name.' })
    expect([await readdir(folder), await readFile(join(folder, file), 'utf8')]).toEqual([[file], 'Mine.'])
  },
)

test('of two who save under one name at once, one is told that it is taken', async () => {
  const both = await Promise.all([savePasted(folder, 'harbor', printed), savePasted(folder, 'harbor', printed)])
  expect([both.filter(done => done.ok).length, await readdir(folder)]).toEqual([1, ['harbor.md']])
})

test('a folder that cannot be written is an error with a remedy', async () => {
  const done = await savePasted(join(home, 'nowhere'), 'harbor', printed)
  expect(done).toMatchObject({ ok: false, error: expect.stringContaining('save it by hand') })
})

test('a text without a story is not saved', async () => {
  expect(await savePasted(folder, 'harbor', 'Good morning.')).toMatchObject({ ok: false })
  expect(await readdir(folder)).toEqual([])
})

test.each([
  ['# Ports close\n\n## Facts\n- A port.\n', 'ports-close'],
  ['---\nid: ports\ndate: 2024-05-01\n---\n# Ports close\n\n## Facts\n- A port.\n', '2024-05-01-ports'],
  ['# 港が閉まる\n\n## Facts\n- A port.\n', 'pasted-story'],
  ['Good morning.', 'pasted-story'],
])('%j could be saved as %s', async (text, name) => {
  expect((await readPasted(text)).name).toBe(name)
})
