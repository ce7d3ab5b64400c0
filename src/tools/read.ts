import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { writeDocument } from '../core/reading/write.ts'
import type { Problem } from '../core/story/problem.ts'
import { describeProblem } from '../core/story/problem.ts'
import type { Story } from '../core/story/story.ts'
import { LARGEST_FILE } from '../sources/document-file.ts'
import { failure } from '../sources/folder-files.ts'
import { plain } from './colour.ts'
import { counted } from './counted.ts'
import { readBytes, readStories } from './pile.ts'
import type { Io, Tool } from './tool.ts'
import { UsageError } from './tool.ts'

const usage = `Usage: counterpoint read FILE [--name NAME] [--into DIR]

Turns a story as people paste it (the printed form) into a story document, ready to edit: docs/story-documents.md shows both.
What was not understood goes to standard error with file and line, and is in no document.
  FILE         a file, or - for standard input
  --name NAME  the file name that gives id and date: 2023-08-14-korea-arms.md; default FILE, and for standard input story.md
  --into DIR   writes each story into a file of its own there; needed for a text with several. No file is overwritten.
Exit codes: 0 all was understood, 1 there are problems, 2 the words were not understood.
`

/** From paste to document. */
export const read: Tool = {
  name: 'read',
  summary: 'turn a pasted story into a story document',
  usage,
  async run(words, io) {
    const options = { name: { type: 'string' }, into: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
    const [file] = positionals
    if (file === undefined || positionals.length > 1) throw new UsageError('Name one file, or - for standard input.')
    const name = values.name ?? (file === '-' ? 'story.md' : file)
    const { stories, problems } =
      file === '-' ? readBytes(await io.input(LARGEST_FILE + 1), name) : await readStories(file, name)
    const wrong = problems.length > 0 && stories.length === 0 ? [] : await write(stories, file, values.into, io)
    return tell(io, [...problems, ...wrong])
  },
}

/** Puts the documents where they belong. Returns what stands in the way. */
async function write(
  stories: readonly Story[],
  file: string,
  into: string | undefined,
  io: Io,
): Promise<readonly Problem[]> {
  const [story, second] = stories
  if (story === undefined) return [{ file, line: 1, message: 'There is no story in it.' }]
  if (into !== undefined) return writeFiles(stories, into, io)
  if (second !== undefined) {
    const ids = stories.map(each => each.id).join(', ')
    const message = `It holds ${counted(stories.length, 'story', 'stories')} (${ids}). Name a folder for them with --into.`
    return [{ file, line: 1, message }]
  }
  io.out(writeDocument(story))
  return []
}

async function writeFiles(stories: readonly Story[], into: string, io: Io): Promise<readonly Problem[]> {
  const made = await mkdir(into, { recursive: true }).then(() => undefined, failure)
  if (made !== undefined) return [unwritten(into, made.code)]
  const problems: Problem[] = []
  for (const story of stories) {
    const path = join(into, `${story.date === undefined ? '' : `${story.date}-`}${story.id}.md`)
    const wrong = await writeFile(path, writeDocument(story), { flag: 'wx' }).then(() => undefined, failure)
    if (wrong === undefined) io.out(`${path}\n`)
    else problems.push(unwritten(path, wrong.code))
  }
  return problems
}

function unwritten(path: string, code: string): Problem {
  if (code === 'EEXIST')
    return {
      file: path,
      line: 1,
      message: 'This is there already and stays as it is. Move it away, or write elsewhere.',
    }
  return { file: path, line: 1, message: `This cannot be written (${code}). Choose a folder that you may write to.` }
}

function tell(io: Io, problems: readonly Problem[]): number {
  for (const problem of problems) io.err(`${plain(describeProblem(problem))}\n`)
  return problems.length > 0 ? 1 : 0
}
