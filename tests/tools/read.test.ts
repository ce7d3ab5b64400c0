import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { read } from '../../src/core/reading/read.ts'
import { folderWith, ran } from './captured.ts'
import { NEWSLETTER } from './documents.ts'

const [FIRST = ''] = NEWSLETTER.split(/\n(?=A tunnel)/u)

test('a pasted story becomes a document that reads as the same story', async () => {
  const file = join(folderWith({ '2024-05-05-bridge.txt': FIRST }), '2024-05-05-bridge.txt')
  const { code, out, err } = await ran(['read', file])
  expect([code, err, read(out, 'bridge.md').stories]).toEqual([0, '', read(FIRST, file).stories])
})

test('standard input is read, and the name that it is given makes id and date', async () => {
  const { code, out } = await ran(['read', '-', '--name', '2024-05-05-bridge.md'], { stdin: FIRST })
  expect([code, out]).toEqual([0, expect.stringContaining('id: bridge\ndate: 2024-05-05\n')])
})

test('what is not understood goes to standard error with its line, and the rest is written', async () => {
  const { code, out, err } = await ran(['read', '-'], {
    stdin: `${FIRST}Stray words at the end\nand more\n\nand more still\n`,
  })
  expect([code, out.includes('# A bridge opens in Westport'), /^story\.md:\d+ {2}/u.test(err)]).toEqual([1, true, true])
})

test('several stories are not run together: they need a folder', async () => {
  const { code, out, err } = await ran(['read', '-', '--name', 'letter.txt'], { stdin: NEWSLETTER })
  expect([code, out, err]).toEqual([1, '', expect.stringContaining('--into')])
})

test('into a folder each story goes by its own file, and one that is there stays as it is', async () => {
  const into = join(folderWith(), 'new', 'stories')
  const words = ['read', '-', '--name', '2024-05-05-letter.txt', '--into', into]
  const first = await ran(words, { stdin: NEWSLETTER })
  const files = readdirSync(into).sort()
  const ids = files.flatMap(file => read(readFileSync(join(into, file), 'utf8'), file).stories.map(story => story.id))
  const second = await ran(words, { stdin: NEWSLETTER })
  expect([first.code, files, ids, second.code, second.err.match(/stays as it is/gu)?.length]).toEqual([
    0,
    ['2024-05-05-letter-2.md', '2024-05-05-letter.md'],
    ['letter-2', 'letter'],
    1,
    2,
  ])
})

test('a text without a story, and a file that is not there, are problems', async () => {
  const codes = [await ran(['read', '-'], { stdin: '' }), await ran(['read', join(folderWith(), 'nope.txt')])]
  expect(codes.map(({ code, out, err }) => [code, out, err === ''])).toEqual([
    [1, '', false],
    [1, '', false],
  ])
})

test.each([[['read']], [['read', 'a.txt', 'b.txt']]])('%j is not understood', async words => {
  expect(await ran(words)).toMatchObject({ code: 2, out: '' })
})
