import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { folderWith, ran } from './captured.ts'
import { LOPSIDED, MISCITED, PORTS } from './documents.ts'

const SEEDS = join(import.meta.dirname, '..', '..', 'seeds')

test('the stories that come with the program are understood and balanced', async () => {
  const { code, out, err } = await ran(['check', SEEDS])
  expect([code, out, err]).toEqual([0, expect.stringMatching(/^\d+ stories, 0 problems, all balanced\n$/u), ''])
})

test('without words the folder of the settings is read', async () => {
  const folder = folderWith({ 'ports.md': PORTS })
  const { out } = await ran(['check'], { environment: { STORIES_DIR: folder } })
  expect(out).toBe('1 story, 0 problems, all balanced\n')
})

test('each problem stands with the file and line that an editor opens, and is exit code 1', async () => {
  const folder = folderWith({ 'ports.md': PORTS, 'old/bridge.md': MISCITED })
  const { code, out } = await ran(['check', folder])
  expect([code, out.split('\n')[0]]).toEqual([
    1,
    `${folder}/old/bridge.md:4  Fact 1 cites [7], but there is 1 source. Add source 7, or correct the number.`,
  ])
})

test('a lopsided story is named with what makes it so, and is no problem', async () => {
  const file = join(folderWith({ '2024-09-03-bridge.md': LOPSIDED }), '2024-09-03-bridge.md')
  expect(await ran(['check', file])).toMatchObject({
    code: 0,
    out: `${file}  “A bridge opens” is lopsided: There is only one narrative, so readers see one side of the story.\n1 story, 0 problems, 1 lopsided\n`,
  })
})

test('a story without a day is named with how to give it one, because no digest takes it', async () => {
  const file = join(folderWith({ 'ports.md': PORTS.replace(/date.*\n/u, '') }), 'ports.md')
  expect(await ran(['check', file])).toMatchObject({
    code: 0,
    out: `${file}  “Northport crane crews refuse a final offer” has no day, so no digest takes it. Write \`date: 2026-11-30\` in its front matter, or begin the file's name with the day.\n1 story, 0 problems, all balanced, 1 without a day\n`,
  })
})

test.each([
  ['a lopsided story', '2024-09-03-bridge.md', LOPSIDED],
  ['a story without a day', 'ports.md', PORTS.replace(/date.*\n/u, '')],
])('strictly, %s is a problem', async (_, name, text) => {
  const folder = folderWith({ [name]: text })
  expect(await ran(['check', '--strict', folder])).toMatchObject({ code: 1 })
})

test('a file and a folder that are not there are problems, and the others are read', async () => {
  const folder = folderWith({ 'ports.md': PORTS })
  const { code, out } = await ran(['check', `${folder}/ports.md`, `${folder}/nope.md`, `${folder}/nowhere/`])
  expect([code, out.match(/It is not there/gu)?.length, out.split('\n').at(-2)]).toEqual([
    1,
    2,
    '1 story, 2 problems, all balanced',
  ])
})

test('a file that is named twice, and again by its folder, is one story', async () => {
  const folder = folderWith({ 'ports.md': PORTS })
  const { out } = await ran(['check', `${folder}/ports.md`, `${folder}/./ports.md`, folder])
  expect(out).toBe('1 story, 0 problems, all balanced\n')
})

test('one id in two places is a problem that names both', async () => {
  const [one, two] = [folderWith({ 'ports.md': PORTS }), folderWith({ 'strike.md': PORTS })]
  const { code, out } = await ran(['check', one, two])
  expect([code, out.includes(`${two}/strike.md:1`), out.includes(`belongs to ${one}/ports.md`)]).toEqual([
    1,
    true,
    true,
  ])
})

test('an empty folder is a problem, not a success', async () => {
  expect(await ran(['check', folderWith()])).toMatchObject({ code: 1 })
})

test('a file that is not text is a problem', async () => {
  const folder = folderWith({ 'utf16.md': '' })
  writeFileSync(join(folder, 'utf16.md'), Buffer.from('fffe4100', 'hex'))
  expect((await ran(['check', join(folder, 'utf16.md')])).out).toContain('UTF-16')
})

test('a terminal shows colour, and NO_COLOR or a pipe does not', async () => {
  const folder = folderWith({ 'bridge.md': MISCITED })
  const [plain, coloured] = [await ran(['check', folder]), await ran(['check', folder], { colour: true })]
  const stripped = stripVTControlCharacters(coloured.out)
  expect([plain.out.includes('\u001b'), coloured.out.includes('\u001b[31m'), stripped === plain.out]).toEqual([
    false,
    true,
    true,
  ])
})

test('nothing that a story says commands the terminal', async () => {
  const folder = folderWith({ 'bridge.md': LOPSIDED.replace('A bridge opens', 'A bridge \u001b[2J\u0007opens') })
  const { out } = await ran(['check', folder])
  expect([out.includes('\u001b'), out.includes('\u0007')]).toEqual([false, false])
})

test.each([
  [true, true],
  [false, false],
])('who watches (%s) sees how far long work is (%s), and the line is gone at the end', async (isTerminal, shown) => {
  let now = 0
  const clock = () => {
    now += 1_000
    return now
  }
  const { err } = await ran(['check', SEEDS], { isTerminal, now: clock })
  expect([/\d stories read…/u.test(err), err.endsWith('\r\u001b[2K')]).toEqual([shown, shown])
})
