import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openNewsroom } from '../../src/sources/newsroom.ts'
import { ALIASES } from '../core/library/world.ts'

/** A newsroom on a folder, what it logged, and a way to put many files there at once. */
async function newsroom() {
  const home = await mkdtemp(join(tmpdir(), 'newsroom-'))
  onTestFinished(() => rm(home, { recursive: true, force: true }))
  const [folder, aside] = [join(home, 'stories'), join(home, 'aside')]
  await mkdir(folder)
  await mkdir(aside)
  await writeFile(join(folder, 'ports.md'), '# Ports\n\n## Facts\n- A fact.\n')
  const logged: string[] = []
  const log = (message: string) => void logged.push(message)
  const { live, listeners } = await openNewsroom(folder, ALIASES, { info: log, warn: log, error: log })
  const opened = logged.at(-1)
  onTestFinished(() => live.close())
  const change = async (act: () => Promise<unknown>) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    listeners.add(resolve)
    logged.length = 0
    await act()
    await promise
    listeners.delete(resolve)
    return logged.filter(line => /^(?:Added|Removed) /.test(line))
  }
  const arrive = (files: number, text: (n: number) => string) =>
    change(async () => {
      await Promise.all(Array.from({ length: files }, (_, n) => writeFile(join(aside, `s-${n}.md`), text(n))))
      await rename(aside, join(folder, 'more'))
    })
  return { arrive, change, folder, logged, opened }
}

test('of a hundred and more stories that come or go at once the log names the first hundred and counts the rest', async () => {
  const { arrive, change, folder } = await newsroom()
  const come = await arrive(130, n => `# Title ${n}\n\n## Facts\n- A fact.\n`)
  const gone = await change(() => rename(join(folder, 'more'), join(folder, '..', 'away')))
  expect([come.length, come.at(-1), gone.length, gone.at(-1)]).toEqual([
    101,
    'Added 30 more stories.',
    101,
    'Removed 30 more stories.',
  ])
})

test('of a hundred and more problems the log names the first hundred, and says how to see all', async () => {
  const { arrive, logged } = await newsroom()
  await arrive(110, () => 'Nothing of a story.\n')
  expect([logged.length, logged.at(-1)]).toEqual([
    101,
    'There are 10 more problems in the stories folder: `counterpoint check` names all.',
  ])
})

test('however many stories the library has when the bot starts, the log says so in a right sentence', async () => {
  const { opened } = await newsroom()
  expect(opened).toBe('Stories in the library: 1.')
})
