import { chmod, mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isId } from '../../src/core/reading/slug.ts'
import { folderSource } from '../../src/sources/folder.ts'
import type { Arrival, Source } from '../../src/sources/source.ts'

let folder: string
let source: Source
let minute = 0

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stories-'))
  source = folderSource(folder, 'seeds')
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const document = (title: string, front = '') => `${front}# ${title}

## Facts
- A fact.[^1]

## Narratives
### Left narrative
Provided by: [AntiWar]

One side.

### Right narrative
Provided by: [DW]

The other side.

## Sources
[^1]: [Bloomberg](https://example.org/1)
`

/** Writes a file with a time of change of its own, as if each were saved a minute after the last. */
async function save(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), content)
  minute++
  await utimes(join(folder, path), minute * 60, minute * 60)
}

/** What comes with the next read, in words. */
async function readAll(): Promise<{ said: string[]; problems: string[] }> {
  const arrivals = await gather(source.read())
  return {
    said: arrivals.flatMap(said),
    problems: arrivals.flatMap(each => (each.kind === 'problem' ? [each.problem.message] : [])),
  }
}

async function gather(arriving: AsyncIterable<Arrival>): Promise<readonly Arrival[]> {
  const arrivals: Arrival[] = []
  for await (const arrival of arriving) arrivals.push(arrival)
  return arrivals
}

function said(arrival: Arrival): string[] {
  switch (arrival.kind) {
    case 'story':
      return [`story ${arrival.story.id} in ${arrival.file}`]
    case 'gone':
      return [`gone ${arrival.id}`]
    case 'problem':
      return [`problem ${arrival.problem.file}:${arrival.problem.line}`]
    case 'looked':
    case 'anew':
    case 'sheet':
      return []
  }
}

test('stories come from .md and .txt files of all subfolders in the order of their paths, and from nothing else', async () => {
  for (const path of ['b.md', 'a.txt', '2024/c.MD', '.hidden.md', '.git/d.md', 'notes.pdf', 'README'])
    await save(path, document(path))
  expect((await readAll()).said).toEqual([
    'story c in seeds/2024/c.MD',
    'story a in seeds/a.txt',
    'story b in seeds/b.md',
  ])
})

test('a second read without changes gives nothing', async () => {
  await save('a.md', document('A'))
  await readAll()
  expect((await readAll()).said).toEqual([])
})

test('a second read gives what was changed, added and removed', async () => {
  for (const path of ['a.md', 'b.md', 'c.md']) await save(path, document(path))
  await readAll()
  await save('b.md', document('B again'))
  await save('d.md', document('D'))
  await rm(join(folder, 'a.md'))
  expect((await readAll()).said).toEqual(['story b in seeds/b.md', 'story d in seeds/d.md', 'gone a'])
})

test('a story whose file gets another name keeps its id and is not gone', async () => {
  await save('a.md', document('A', '---\nid: mine\n---\n'))
  await readAll()
  await rename(join(folder, 'a.md'), join(folder, 'b.md'))
  expect((await readAll()).said).toEqual(['story mine in seeds/b.md'])
})

test('a story whose id is changed comes under the new one, and the old one is gone', async () => {
  await save('a.md', document('A', '---\nid: one\n---\n'))
  await readAll()
  await save('a.md', document('A', '---\nid: two\n---\n'))
  expect((await readAll()).said).toEqual(['story two in seeds/a.md', 'gone one'])
})

test('the second story with an id gets a hash of its path and the editor is told', async () => {
  const front = `---\nid: ${'a'.repeat(60)}\n---\n`
  await save('one.md', document('One', front))
  await save('two.md', document('Two', front))
  const arrivals = await gather(source.read())
  const ids = arrivals.flatMap(each => (each.kind === 'story' ? [each.story.id] : []))
  const problems = arrivals.flatMap(each => (each.kind === 'problem' ? [each.problem.message] : []))
  expect([new Set(ids).size, ids.every(isId), problems]).toEqual([
    2,
    true,
    [
      `The id "${ids[0]}" of “Two” already belongs to seeds/one.md, so this story goes by "${ids[1]}". Write another \`id:\` in its front matter.`,
    ],
  ])
})

test('when the file that holds an id is gone, the story that asked for it too has it, as after a restart', async () => {
  await save('a.md', document('A', '---\nid: mine\n---\n'))
  await save('b.md', document('B', '---\nid: mine\n---\n'))
  await readAll()
  await rm(join(folder, 'a.md'))
  expect((await readAll()).said).toEqual(['story mine in seeds/b.md', expect.stringMatching(/^gone mine-[0-9a-f]{8}$/)])
  expect((await readAll()).said).toEqual([])
})

test('a story keeps its id when another file with that id comes before it', async () => {
  await save('b.md', document('B', '---\nid: mine\n---\n'))
  await readAll()
  await save('a.md', document('A', '---\nid: mine\n---\n'))
  expect((await readAll()).said).toEqual([
    'problem seeds/a.md:1',
    expect.stringMatching(/^story mine-[0-9a-f]{8} in seeds\/a\.md$/),
  ])
})

test.each([
  [
    'a stray byte',
    Buffer.concat([Buffer.from('# Töt\n\nok '), Buffer.from([0xff]), Buffer.from(' ok\n')]),
    3,
    'The byte 0xff at offset 11 is not UTF-8. Save the file as UTF-8.',
  ],
  ['Latin-1', Buffer.from('# Café\n', 'latin1'), 1, 'The byte 0xe9 at offset 5 is not UTF-8. Save the file as UTF-8.'],
  [
    'a character cut short',
    Buffer.from('# 北').subarray(0, 4),
    1,
    'The byte 0xe5 at offset 2 is not UTF-8. Save the file as UTF-8.',
  ],
  [
    'UTF-16',
    Buffer.from('\ufeff# A', 'utf16le'),
    1,
    'This file is UTF-16 (it begins with that byte order mark). Save the file as UTF-8.',
  ],
])('%s is a problem that names its place, and the other files are read', async (_, bytes, line, message) => {
  await save('bad.md', bytes)
  await save('good.md', document('Good'))
  expect(await readAll()).toMatchObject({
    said: [`problem seeds/bad.md:${line}`, 'story good in seeds/good.md'],
    problems: [message],
  })
})

test('a file over 500 kB is a problem and is not read', async () => {
  await save('big.txt', Buffer.alloc(500_001, 'a'))
  expect((await readAll()).problems).toEqual([
    'This file has 501 kB, and a story file has at most 500 kB. Divide it, or give it another ending than .md or .txt.',
  ])
})

test('a document that was broken while it was edited keeps the stories that it gave', async () => {
  await save('a.md', document('A'))
  await readAll()
  await save('a.md', Buffer.from([0xff]))
  const broken = await readAll()
  await save('a.md', document('A mended'))
  expect([broken.said, (await readAll()).said]).toEqual([['problem seeds/a.md:1'], ['story a in seeds/a.md']])
})

test('a link to a file is followed, a link to a folder is not, and a link to nothing is a problem', async () => {
  await save('real/a.md', document('A'))
  await symlink(join(folder, 'real/a.md'), join(folder, 'link.md'))
  await symlink(folder, join(folder, 'real/loop'))
  await symlink(join(folder, 'nowhere.md'), join(folder, 'dead.md'))
  expect((await readAll()).said).toEqual([
    'problem seeds/dead.md:1',
    'story link in seeds/link.md',
    'story a in seeds/real/a.md',
  ])
})

test('an empty folder says what to do', async () => {
  expect((await readAll()).problems).toEqual([
    'There are no stories in this folder. Put .md or .txt files there: see docs/story-documents.md.',
  ])
})

test('a missing folder says what to do, and its stories are not taken for removed', async () => {
  await save('a.md', document('A'))
  await readAll()
  await rm(folder, { recursive: true })
  expect(await readAll()).toMatchObject({
    said: ['problem seeds:1'],
    problems: [
      'This cannot be read. It is not there. If it is a link, point it at a file that exists; else create it.',
    ],
  })
  await save('b.md', document('B'))
  expect((await readAll()).said).toEqual(['story b in seeds/b.md', 'gone a'])
})

test('a file in place of the folder says what to do', async () => {
  await save('a.md', document('A'))
  const arrivals = await gather(folderSource(join(folder, 'a.md'), 'seeds').read())
  expect(arrivals.find(each => each.kind === 'problem')).toMatchObject({
    problem: { message: 'This cannot be read. It is a file, not a folder. Name the folder that holds the stories.' },
  })
})

test('where it is known which files changed, only these are looked at', async () => {
  for (const path of ['a.md', 'b.md', 'c.md', 'd.md']) await save(path, document(path))
  await readAll()
  for (const path of ['a.md', 'b.md', 'e.md']) await save(path, document(`${path} again`))
  await rm(join(folder, 'c.md'))
  await rm(join(folder, 'd.md'))
  const some = await gather(source.read({ only: new Set(['e.md', 'b.md', 'c.md', 'nothing.md']) }))
  expect([some.flatMap(said), (await readAll()).said]).toEqual([
    ['story b in seeds/b.md', 'story e in seeds/e.md', 'gone c'],
    ['story a in seeds/a.md', 'gone d'],
  ])
})

test('where a folder came instead of a file, or the last file went, everything is looked at', async () => {
  await save('a.md', document('A'))
  await readAll()
  await save('x.md/b.md', document('B'))
  const came = await gather(source.read({ only: new Set(['x.md']) }))
  await rm(join(folder, 'a.md'))
  await rm(join(folder, 'x.md'), { recursive: true })
  const went = await gather(source.read({ only: new Set(['a.md', 'x.md/b.md']) }))
  expect([came.flatMap(said), went.flatMap(said)]).toEqual([
    ['story b in seeds/x.md/b.md'],
    ['problem seeds:1', 'gone a', 'gone b'],
  ])
})

test('a file that is only touched is not read again, and one that comes back into sight is', async () => {
  await save('a.md', document('A'))
  await save('b.md', 'Nothing of a story.\n')
  await readAll()
  await save('a.md', document('A'))
  const touched = await gather(source.read())
  await rename(join(folder, 'b.md'), join(folder, '.b'))
  await symlink('nowhere', join(folder, 'b.md'))
  await readAll()
  await rename(join(folder, '.b'), join(folder, 'b.md'))
  expect([touched, (await readAll()).said]).toEqual([[], ['problem seeds/b.md:1']])
})

test('a read that was broken off is taken up by the next', async () => {
  for (const path of ['a.md', 'b.md', 'c.md']) await save(path, document(path))
  for await (const arrival of source.read()) if (arrival.kind === 'story' && arrival.story.id === 'b') break
  expect((await readAll()).said).toEqual(['story b in seeds/b.md', 'story c in seeds/c.md'])
})

test('reading ends when it is told to', async () => {
  await save('a.md', document('A'))
  const ended = gather(source.read({ signal: AbortSignal.abort(new Error('closing')) }))
  await expect(ended).rejects.toThrow('closing')
})

test('a folder goes by its own name when none is given', () => {
  expect(folderSource('/srv/stories').name).toBe('stories')
})

test('a file that may not be read is tried again each time, because permission leaves no trace in its time', async () => {
  await save('a.md', document('A'))
  await chmod(join(folder, 'a.md'), 0)
  const { said: first } = await readAll()
  await chmod(join(folder, 'a.md'), 0o644)
  // Whoever runs as root may read it all the same, and then has it at once.
  expect([...first, ...(await readAll()).said].filter(each => each.startsWith('story'))).toEqual([
    'story a in seeds/a.md',
  ])
})
