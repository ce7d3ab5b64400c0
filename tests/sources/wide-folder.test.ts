import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createLibrary, type Library } from '../../src/core/library/library.ts'
import type { Source } from '../../src/sources/source.ts'
import { wideFolderSource } from '../../src/sources/wide-folder.ts'
import { ALIASES } from '../core/library/world.ts'

const SEEDS = join(import.meta.dirname, '..', '..', 'seeds')

async function seedsFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'wide-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await cp(SEEDS, folder, { recursive: true })
  return folder
}

/** A source that reads in a thread where there are more files than `many`. */
function open(folder: string, many: number): Source {
  const source = wideFolderSource(folder, { name: 'seeds', aliases: ALIASES, many })
  onTestFinished(() => source.close())
  return source
}

/** Puts what arrives into the library; what arrived, in words. */
async function fill(library: Library, source: Source, only?: ReadonlySet<string>): Promise<readonly string[]> {
  const said: string[] = []
  for await (const arrival of source.read(only === undefined ? {} : { only })) {
    switch (arrival.kind) {
      case 'story':
        said.push(`${library.put(arrival.story)} ${arrival.story.id} in ${arrival.file}`)
        break
      case 'sheet':
        said.push(`${library.file(arrival.sheet)} ${arrival.sheet.id} in ${arrival.file}, from the thread`)
        break
      case 'gone':
        said.push(`gone ${arrival.id}, ${library.remove(arrival.id)}`)
        break
      case 'problem':
        said.push(`problem in ${arrival.problem.file}: ${arrival.problem.message}`)
        break
      case 'looked':
      case 'anew':
        said.push(arrival.kind)
        break
    }
  }
  return said
}

const QUERIES = ['north korea', 'kim weapons', 'noth koera', 'court', 'votes 2024', '', 'trump', 'https://example.org']

test('a folder that is read in a thread fills the library as one that is not', async () => {
  const folder = await seedsFolder()
  const [one, other] = [createLibrary(ALIASES), createLibrary(ALIASES)]
  const near = await fill(one, open(folder, 1_000))
  const far = await fill(other, open(folder, 3))
  expect(far).toEqual(
    near.map(each => (each.includes(' in ') && !each.startsWith('problem') ? `${each}, from the thread` : each)),
  )
  const answers = (library: Library) => QUERIES.map(query => [library.find(query), library.suggest(query, 25)])
  expect(answers(other)).toEqual(answers(one))
})

const short = (title: string, facts = '- A fact.') => `# ${title}

## Facts
${facts}

## Narratives
### Left narrative
Provided by: [AntiWar]

One side.

### Right narrative
Provided by: [DW]

The other side.
`

/** Facts whose words take more room than a parcel has: each pair of ideographs is one. */
function manyWords(): string {
  let state = 1
  const ideograph = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
    return String.fromCharCode(0x4e00 + (state % 20_000))
  }
  return Array.from({ length: 450 }, () => `- ${Array.from({ length: 100 }, ideograph).join('')}。`).join('\n')
}

test('a folder that grows is read in a thread from then on, which knows what was given out before', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wide-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const save = (name: string, text: string) => writeFile(join(folder, name), text)
  await save('a.md', short('A'))
  await save('b.md', short('B'))
  const [library, source] = [createLibrary(ALIASES), open(folder, 2)]
  const first = await fill(library, source)
  await rm(join(folder, 'a.md'))
  await save('large.md', short('Large', manyWords()))
  await save('c.md', short('C'))
  const grown = await fill(library, source)
  await save('b.md', short('B again'))
  const edited = await fill(library, source, new Set(['b.md']))
  expect([first, grown, edited, library.get('b')?.title, library.size]).toEqual([
    ['anew', 'added a in seeds/a.md', 'added b in seeds/b.md'],
    [
      'looked',
      'added c in seeds/c.md, from the thread',
      'added large in seeds/large.md, from the thread',
      'gone a, true',
    ],
    ['looked', 'edited b in seeds/b.md, from the thread'],
    'B again',
    3,
  ])
})

test('a thread that was left in the middle is followed by one that begins anew', async () => {
  const folder = await seedsFolder()
  const source = open(folder, 3)
  for await (const arrival of source.read()) if (arrival.kind === 'sheet') break
  const library = createLibrary(ALIASES)
  expect((await fill(library, source, new Set(['nothing.md']))).filter(each => each.startsWith('added')).length).toBe(
    library.size,
  )
})
