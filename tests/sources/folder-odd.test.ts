import { execFileSync } from 'node:child_process'
import { appendFile, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openFile } from '../../src/sources/document-file.ts'
import { folderSource } from '../../src/sources/folder.ts'
import { decode } from '../../src/sources/utf8.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'odd-stories-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const GOOD = '# Good\n\n## Facts\n- A fact.\n'

/** `good` for the story beside the odd thing, and every problem that is told of what is odd. */
async function arrivals(): Promise<readonly string[]> {
  const told: string[] = []
  for await (const arrival of folderSource(folder, 'seeds').read(undefined)) {
    if (arrival.kind === 'story') told.push(arrival.story.id)
    if (arrival.kind === 'problem' && !arrival.problem.file.endsWith('/good.md'))
      told.push(`${arrival.problem.file}:${arrival.problem.line} ${arrival.problem.message}`)
  }
  return told
}

const NO_FILE = 'This cannot be read. It is a pipe, a device or a socket, not a file. Write its content into a file.'
const NO_NAME =
  'This cannot be read. Its name holds a line break or another control character, or is not UTF-8. Rename it.'

test.each([
  [
    'a pipe that nobody writes into',
    (path: string) => void execFileSync('mkfifo', [path]),
    `seeds/odd.md:1 ${NO_FILE}`,
  ],
  ['a link to a device that never ends', (path: string) => symlink('/dev/zero', path), `seeds/odd.md:1 ${NO_FILE}`],
  [
    'a link to itself',
    (path: string) => symlink(path, path),
    'seeds/odd.md:1 This cannot be read. It is a link that leads back to itself. Point it at a file, or remove it.',
  ],
  [
    'a link to a folder',
    (path: string) => symlink(folder, path),
    'seeds/odd.md:1 This cannot be read. It is a folder, not a file. Name the files in it; in a folder of stories, put the folder itself there and no link to it.',
  ],
  [
    'a file of 50 MB',
    async (path: string) => {
      await writeFile(path, '')
      await truncate(path, 50_000_000)
    },
    'seeds/odd.md:1 This file has 50,000 kB, and a story file has at most 500 kB. Divide it, or give it another ending than .md or .txt.',
  ],
  [
    'a picture',
    (path: string) => writeFile(path, Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')),
    'seeds/odd.md:3 The byte at offset 8 is 0, so this is a picture, an archive or UTF-16, but no UTF-8 text. Save the file as UTF-8.',
  ],
])('%s under the name of a story is a problem, and the story beside it is read', async (_, make, problem) => {
  await make(join(folder, 'odd.md'))
  await writeFile(join(folder, 'good.md'), GOOD)
  expect(await arrivals()).toEqual(expect.arrayContaining(['good', problem]))
})

test('a socket under the name of a story is a problem', async () => {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(join(folder, 'odd.md'), resolve))
  expect(await arrivals()).toEqual([`seeds/odd.md:1 ${NO_FILE}`])
  await new Promise(resolve => server.close(resolve))
})

test('a name with a line break, and one that is no UTF-8, are problems on one line each', async () => {
  await writeFile(join(folder, 'od\nd.md'), GOOD)
  await writeFile(Buffer.concat([Buffer.from(`${folder}/ab`), Buffer.from([0xff]), Buffer.from('.md')]), GOOD)
  expect(await arrivals()).toEqual([`seeds/ab\ufffd.md:1 ${NO_NAME}`, `seeds/od\ufffdd.md:1 ${NO_NAME}`])
})

test('a folder that is called like a story is a folder', async () => {
  await mkdir(join(folder, 'year.md'))
  await writeFile(join(folder, 'year.md', 'good.md'), GOOD)
  expect(await arrivals()).toEqual(['good'])
})

test('a long newsletter is read like a short one, in a thread of its own', async () => {
  const story = (n: number) => `Title ${n}\nFacts\n- ${'The port reopened. '.repeat(40)}\n\n`
  await writeFile(join(folder, 'letter.txt'), Array.from({ length: 40 }, (_, n) => story(n)).join(''))
  expect((await arrivals()).filter(told => told.startsWith('letter'))).toHaveLength(40)
})

test('a file that has grown since it was listed is read as far as it is allowed to go', async () => {
  const path = join(folder, 'log.md')
  await writeFile(path, 'x')
  await appendFile(path, Buffer.alloc(600_000))
  expect(await openFile(path)).toEqual({ kind: 'too-large', size: 600_001 })
})

test('a folder in place of the file that was listed is told as such', async () => {
  expect(await openFile(folder)).toEqual({ kind: 'unread', code: 'EISDIR' })
})

test('the first wrong byte is found behind a long line, and behind characters of every width', () => {
  const before = 'é北😀'.repeat(10_000)
  const offset = Buffer.byteLength(before)
  expect(decode(Buffer.concat([Buffer.from(before), Buffer.from([0xfe]), Buffer.from(before)]))).toEqual({
    kind: 'invalid',
    line: 1,
    message: `The byte 0xfe at offset ${offset} is not UTF-8. Save the file as UTF-8.`,
  })
})
