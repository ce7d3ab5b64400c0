import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readAliases } from '../../src/core/library/aliases.ts'
import { createLibrary } from '../../src/core/library/library.ts'
import { folderSource } from '../../src/sources/folder.ts'
import { type LiveOptions, type LiveStories, liveStories } from '../../src/sources/live.ts'
import type { Round } from '../../src/sources/round.ts'
import type { Source } from '../../src/sources/source.ts'
import { sketch } from '../core/library/world.ts'

let home: string
let folder: string
let open: LiveStories | undefined

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'live-'))
  folder = join(home, 'stories')
  await mkdir(folder)
})

afterEach(async () => {
  await open?.close()
  open = undefined
  await rm(home, { recursive: true, force: true })
})

const document = (title: string) => `# ${title}

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

/** The system's own way of telling is not there: a disk of another machine, or too many watches. */
const nothingIsTold = () => {
  throw Object.assign(new Error('No space left on device'), { code: 'ENOSPC' })
}

/** A library that lives on the folder. `next` resolves with what the next change brought, in words. */
async function live(options: Partial<Pick<LiveOptions, 'watch'>> = {}) {
  const library = createLibrary(readAliases({}).aliases)
  const rounds: Round[] = []
  let waiting: ((round: Round) => void) | undefined
  const told = (round: Round) => {
    if (waiting === undefined) rounds.push(round)
    else waiting(round)
    waiting = undefined
  }
  const failed = (error: unknown) => expect.unreachable(String(error))
  open = liveStories({ source: folderSource(folder, 'stories'), folder, shelf: library, told, failed, ...options })
  const first = inWords(await open.loaded)
  const next = async () => {
    const come = rounds.shift()
    if (come !== undefined) return inWords(come)
    const { promise, resolve } = Promise.withResolvers<Round>()
    waiting = resolve
    return inWords(await promise)
  }
  const { problems, follow } = open
  return { library, first, next, problems, follow }
}

function inWords({ added, edited, removed, problems, mended }: Round): readonly string[] {
  return [
    ...added.first.map(put => `added ${put.story.id} in ${put.file}`),
    ...edited.first.map(put => `edited ${put.story.id} in ${put.file}`),
    ...removed.first.map(story => `removed ${story.id}`),
    ...problems.map(problem => `problem in ${problem.file}`),
    ...(mended === 0 ? [] : [`${mended} mended`]),
  ]
}

const save = (path: string, title: string) => writeFile(join(folder, path), document(title))

test('what is there at the start is read', async () => {
  await save('ports.md', 'Ports')
  expect((await live()).first).toEqual(['added ports in stories/ports.md'])
})

test('a story that is added, edited and removed is in the library as it is in the folder', async () => {
  await save('ports.md', 'Ports')
  const { library, next } = await live()
  const titles = () => library.latest(9).map(story => story.title)

  await save('rails.md', 'Rails')
  expect(await next()).toEqual(['added rails in stories/rails.md'])
  await save('rails.md', 'Rails go on')
  expect(await next()).toEqual(['edited rails in stories/rails.md'])
  expect(titles().toSorted()).toEqual(['Ports', 'Rails go on'])
  await rm(join(folder, 'ports.md'))
  expect(await next()).toEqual(['removed ports'])
  expect(titles()).toEqual(['Rails go on'])
})

test.each([
  ['told by the system', {}],
  ['looked for where nothing is told', { watch: nothingIsTold }],
])('a change is known within 300 ms, %s', async (_how, options) => {
  await save('ports.md', 'Ports')
  const { next } = await live(options)
  const took: number[] = []
  for (let edit = 1; edit <= 5; edit++) {
    const began = performance.now()
    await save('ports.md', `Ports ${'x'.repeat(edit)}`)
    await next()
    took.push(performance.now() - began)
  }
  expect(took.toSorted((a, b) => a - b)[2]).toBeLessThan(300)
})

test('an editor that writes beside the file and renames is followed, edit after edit', async () => {
  await save('ports.md', 'Ports')
  const { next } = await live()
  for (const title of ['Ports close', 'Ports open again']) {
    await writeFile(join(folder, '.ports.md.swp'), document(title))
    await rename(join(folder, '.ports.md.swp'), join(folder, 'ports.md'))
    expect(await next()).toEqual(['edited ports in stories/ports.md'])
  }
})

test('a folder that is made later is watched too', async () => {
  await save('ports.md', 'Ports')
  const { next } = await live()
  await mkdir(join(folder, '2024', 'may'), { recursive: true })
  await save('2024/may/rails.md', 'Rails')
  expect(await next()).toEqual(['added rails in stories/2024/may/rails.md'])
  await save('2024/may/rails.md', 'Rails go on')
  expect(await next()).toEqual(['edited rails in stories/2024/may/rails.md'])
})

test('a broken edit keeps the story, names the problem, and is mended by the next one', async () => {
  await save('ports.md', 'Ports')
  const { library, next, problems } = await live()
  await writeFile(join(folder, 'ports.md'), 'Nothing of a story.\n')
  expect(await next()).toEqual(['problem in stories/ports.md'])
  expect(library.get('ports')?.title).toBe('Ports')
  await save('ports.md', 'Ports')
  expect(await next()).toEqual(['1 mended'])
  expect(problems()).toEqual([])
})

test('a problem stays named while other files change, and goes with its file', async () => {
  await writeFile(join(folder, 'broken.md'), 'Nothing of a story.\n')
  const { next, problems } = await live()
  await save('ports.md', 'Ports')
  await next()
  expect(problems().map(problem => problem.file)).toEqual(['stories/broken.md'])
  await rm(join(folder, 'broken.md'))
  expect(await next()).toEqual(['1 mended'])
})

test('a file that is saved again without a change is no news', async () => {
  await save('ports.md', 'Ports')
  const { next } = await live()
  await save('ports.md', 'Ports')
  await save('rails.md', 'Rails')
  expect(await next()).toEqual(['added rails in stories/rails.md'])
})

test('a folder that disappears keeps its stories and is followed again when it comes back', async () => {
  await save('ports.md', 'Ports')
  const { library, next, problems } = await live()
  await rename(folder, join(home, 'away'))
  expect(await next()).toEqual(['problem in stories'])
  expect(library.get('ports')?.title).toBe('Ports')
  await rename(join(home, 'away'), folder)
  expect(await next()).toEqual(['1 mended'])
  await save('ports.md', 'Ports go on')
  expect(await next()).toEqual(['edited ports in stories/ports.md'])
  expect(problems()).toEqual([])
})

test('a link that is turned to another folder is followed', async () => {
  for (const release of ['one', 'two']) {
    await mkdir(join(home, release))
    await writeFile(join(home, release, 'ports.md'), document(`Ports of release ${release}`))
  }
  await rm(folder, { recursive: true })
  await symlink(join(home, 'one'), folder)
  const { library, next } = await live()
  await symlink(join(home, 'two'), join(home, 'turned'))
  await rename(join(home, 'turned'), folder)
  await next()
  expect(library.get('ports')?.title).toBe('Ports of release two')
})

test('a hundred files that come at once all arrive', async () => {
  const { library, next } = await live()
  await Promise.all(Array.from({ length: 100 }, (_, n) => save(`story-${n}.md`, `Story ${n}`)))
  while (library.size < 100) await next()
  expect(library.size).toBe(100)
})

test('after it is closed nothing is told', async () => {
  await save('ports.md', 'Ports')
  const { library } = await live()
  await open?.close()
  await save('ports.md', 'Ports go on')
  const other = await live()
  expect([library.get('ports')?.title, other.library.get('ports')?.title]).toEqual(['Ports', 'Ports go on'])
})

test('a look that failed is said, and the next one goes on', async () => {
  await save('ports.md', 'Ports')
  const folders = folderSource(folder, 'stories')
  let broken = false
  const source: Source = {
    name: folders.name,
    read(look) {
      if (broken) throw new Error('The disk is away')
      return folders.read(look)
    },
    close: folders.close,
  }
  const failures: string[] = []
  const failed = Promise.withResolvers<void>()
  const told = Promise.withResolvers<Round>()
  open = liveStories({
    source,
    folder,
    shelf: createLibrary(readAliases({}).aliases),
    told: told.resolve,
    failed: error => {
      failures.push(String(error))
      broken = false
      failed.resolve()
    },
  })
  await open.loaded
  broken = true
  await save('rails.md', 'Rails')
  expect(await open.follow('rails.md')).toBe(false)
  await failed.promise
  await save('roads.md', 'Roads')
  expect([failures, inWords(await told.promise)]).toEqual([
    ['Error: The disk is away'],
    ['added rails in stories/rails.md', 'added roads in stories/roads.md'],
  ])
})

test('a folder that cannot be read at the start rejects, and watches nothing', async () => {
  const source: Source = {
    name: 'stories',
    read() {
      throw new Error('The disk is away')
    },
    close: async () => undefined,
  }
  const shelf = createLibrary(readAliases({}).aliases)
  const never = () => expect.unreachable()
  const opened = liveStories({ source, folder, shelf, told: never, failed: never })
  await expect(opened.loaded).rejects.toThrow('The disk is away')
})

test('only the files that changed are looked at, whatever editors write beside them', async () => {
  await save('ports.md', 'Ports')
  await mkdir(join(folder, 'may'))
  await save('may/rails.md', 'Rails')
  const folders = folderSource(folder, 'stories')
  const looks: (readonly string[] | 'everything')[] = []
  const source: Source = {
    ...folders,
    read(look) {
      looks.push(look?.only === undefined ? 'everything' : [...look.only])
      return folders.read(look)
    },
  }
  const told = Promise.withResolvers<Round>()
  const shelf = createLibrary(readAliases({}).aliases)
  open = liveStories({ source, folder, shelf, told: told.resolve, failed: error => expect.unreachable(String(error)) })
  await open.loaded
  for (const beside of ['.ports.md.swp', '4913', 'ports.md~']) await writeFile(join(folder, beside), 'Not a story.')
  await rm(join(folder, '4913'))
  await save('may/rails.md', 'Rails go on')
  expect([inWords(await told.promise), looks]).toEqual([
    ['edited rails in stories/may/rails.md'],
    ['everything', ['may/rails.md']],
  ])
})

test.each([
  ['nothing is told', nothingIsTold],
  ['it is told', undefined],
])('a file that was just written is read at once where %s', async (_, watch) => {
  await save('ports.md', 'Ports')
  const { library, follow } = await live(watch === undefined ? {} : { watch })
  await mkdir(join(folder, 'may'))
  const files = ['may/rails.md', 'roads.md']
  await Promise.all(files.map(file => save(file, file)))
  const read = await Promise.all(files.map(follow))
  expect([read, [...library.ids()].sort()]).toEqual([
    [true, true],
    ['ports', 'rails', 'roads'],
  ])
})

test('files that are links through another link are followed when that one is turned, as Kubernetes does', async () => {
  for (const release of ['..one', '..two']) {
    await mkdir(join(folder, release))
    await writeFile(join(folder, release, 'ports.md'), document(`Ports of ${release}`))
  }
  await symlink('..one', join(folder, '..data'))
  await symlink('..data/ports.md', join(folder, 'ports.md'))
  const { library, next } = await live()
  await symlink('..two', join(folder, '..turned'))
  await rename(join(folder, '..turned'), join(folder, '..data'))
  expect([await next(), library.get('ports')?.title]).toEqual([['edited ports in stories/ports.md'], 'Ports of ..two'])
})

/** A source that begins anew at each look with these stories, and perhaps a problem. */
function forgetful(looks: { readonly ids: readonly string[]; readonly problem?: string }[]): Source {
  return {
    name: 'stories',
    async *read() {
      const look = looks.shift()
      yield { kind: 'anew' }
      for (const id of look?.ids ?? [])
        yield { kind: 'story', story: sketch({ id, title: id }), file: `stories/${id}.md` }
      if (look?.problem === undefined) return
      yield {
        kind: 'problem',
        problem: { file: `stories/${look.problem}.md`, line: 1, message: 'This cannot be read.' },
      }
    },
    close: async () => undefined,
  }
}

test('where everything is told anew, what does not come again is gone, unless something cannot be read', async () => {
  const source = forgetful([{ ids: ['a', 'b', 'c'] }, { ids: ['a', 'c'], problem: 'b' }, { ids: ['a', 'd'] }])
  const shelf = createLibrary(readAliases({}).aliases)
  const rounds: Round[] = []
  let enough: (() => void) | undefined
  const told = (round: Round) => {
    rounds.push(round)
    enough?.()
  }
  open = liveStories({ source, folder, shelf, told, failed: error => expect.unreachable(String(error)) })
  await open.loaded
  for (const name of ['one', 'two']) {
    const { promise, resolve } = Promise.withResolvers<void>()
    enough = resolve
    await save(`${name}.md`, name)
    await promise
  }
  expect([rounds.map(inWords), [...shelf.ids()].toSorted()]).toEqual([
    [['problem in stories/b.md'], ['added d in stories/d.md', 'removed b', 'removed c', '1 mended']],
    ['a', 'd'],
  ])
})
