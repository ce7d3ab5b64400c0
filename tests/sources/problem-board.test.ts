import { expect, test } from 'vitest'
import { openProblemBoard } from '../../src/sources/problem-board.ts'

const at = (file: string, line: number, message = 'Mend it.') => ({ file, line, message })

test('problems stand in the order of files and lines until their file is looked at again', async () => {
  const board = openProblemBoard()
  for (const problem of [at('b.md', 9), at('b.md', 2), at('a.md', 5)]) board.add(problem)
  await board.settle()
  board.clear('b.md')
  board.add(at('b.md', 2))
  await board.settle()
  expect(board.all()).toEqual([at('a.md', 5), at('b.md', 2)])
})

test('what came and what went is told once, and what was only said again is not', async () => {
  const board = openProblemBoard()
  board.add(at('a.md', 1))
  board.add(at('b.md', 1))
  const first = await board.settle()
  board.clear('a.md')
  board.clear('b.md')
  board.add(at('b.md', 1))
  board.add(at('b.md', 7))
  expect([first, await board.settle(), await board.settle()]).toEqual([
    { fresh: [at('a.md', 1), at('b.md', 1)], mended: 0 },
    { fresh: [at('b.md', 7)], mended: 1 },
    { fresh: [], mended: 0 },
  ])
})

test('where everything is said anew, what is not said any more is mended', async () => {
  const board = openProblemBoard()
  for (const file of ['a.md', 'b.md', 'c.md']) board.add(at(file, 1))
  await board.settle()
  board.clearAll()
  board.add(at('b.md', 1))
  expect([await board.settle(), board.all()]).toEqual([{ fresh: [], mended: 2 }, [at('b.md', 1)]])
})
