import { expect, onTestFinished, test } from 'vitest'
import { read } from '../../src/core/reading/read.ts'
import { openReader, type ReaderOptions } from '../../src/sources/reader.ts'

const TEXT = '# Ports\n\n## Facts\n- A port reopened.\n\nstray\n'

function opened(options: ReaderOptions) {
  const reader = openReader(options)
  onTestFinished(() => reader.close())
  return reader
}

test('a text is read the same in a thread as in place', async () => {
  const reader = opened({ inPlace: 0 })
  const readings = [await reader.read(TEXT, 'a.md'), await reader.read(`${TEXT}more\n`, 'b.md')]
  expect(readings).toEqual([read(TEXT, 'a.md'), read(`${TEXT}more\n`, 'b.md')])
})

test('a text that takes too long is a problem, and the next one is read', async () => {
  const hasty = opened({ inPlace: TEXT.length, patienceMs: 0 })
  const late = await hasty.read(TEXT.repeat(100), 'late.md')
  expect([late, await hasty.read(TEXT, 'a.md')]).toEqual([
    {
      stories: [],
      problems: [
        {
          file: 'late.md',
          line: 1,
          message:
            'Reading this text takes too long or too much memory, so it is not read. Divide it into files of one story each.',
        },
      ],
    },
    read(TEXT, 'a.md'),
  ])
})
