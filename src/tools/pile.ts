import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readConfig } from '../config.ts'
import type { Library } from '../core/library/library.ts'
import { createLibrary } from '../core/library/library.ts'
import { readTopicsFile } from '../core/library/topics-file.ts'
import { type Reading, read } from '../core/reading/read.ts'
import type { Problem } from '../core/story/problem.ts'
import type { Story } from '../core/story/story.ts'
import { LARGEST_FILE, openFile, tooLargeFile } from '../sources/document-file.ts'
import { folderSource } from '../sources/folder.ts'
import { failure, remedy } from '../sources/folder-files.ts'
import { decode } from '../sources/utf8.ts'
import { TOPICS } from './config-files.ts'
import type { Environment } from './tool.ts'

/** Stories as they lie in files, and what is wrong with the files. */
export interface Pile {
  readonly stories: readonly Filed[]
  readonly problems: readonly Problem[]
}

export interface Filed {
  readonly story: Story
  readonly file: string
}

/** The folder that the bot would read. Throws a `ConfigError`. */
export function storiesFolder({ STORIES_DIR }: Environment): string {
  return readConfig({ STORIES_DIR }).storiesDir
}

/** All stories of these files and folders, each story once; `stepped` is called for each. What cannot be read is a problem. */
export async function readPile(paths: readonly string[], stepped: () => void): Promise<Pile> {
  const stories: Filed[] = []
  const problems: Problem[] = []
  for (const path of new Map(paths.map(path => [resolve(path), path])).values()) {
    for await (const found of arrivals(path)) {
      if ('message' in found) problems.push(found)
      else {
        stories.push(found)
        stepped()
      }
    }
  }
  const filed = onceEach(stories)
  return { stories: filed, problems: [...problems, ...collisions(filed)] }
}

async function* arrivals(path: string): AsyncIterable<Filed | Problem> {
  const found = await stat(path).catch(failure)
  if ('code' in found) yield { file: path, line: 1, message: `This cannot be read. ${remedy(found.code)}` }
  else yield* found.isDirectory() ? inFolder(path) : inFile(path)
}

async function* inFolder(path: string): AsyncIterable<Filed | Problem> {
  const name = path.replace(/(?<=.)\/+$/u, '')
  for await (const arrival of folderSource(path, name).read(undefined)) {
    if (arrival.kind === 'story') yield { story: arrival.story, file: arrival.file }
    if (arrival.kind === 'problem') yield arrival.problem
  }
}

async function* inFile(path: string): AsyncIterable<Filed | Problem> {
  const { stories, problems } = await readStories(path, path)
  yield* problems
  for (const story of stories) yield { story, file: path }
}

/** The stories of one file, which goes by `name` in them and in problems. */
export async function readStories(path: string, name: string): Promise<Reading> {
  const opened = await openFile(path)
  switch (opened.kind) {
    case 'bytes':
      return readBytes(opened.bytes, name)
    case 'too-large':
      return refused(path, tooLargeFile(opened.size))
    case 'unread':
      return refused(path, `This cannot be read. ${remedy(opened.code)}`)
  }
}

function refused(file: string, message: string): Reading {
  return { stories: [], problems: [{ file, line: 1, message }] }
}

/** The stories in the bytes of a file; bytes that are not text, or too many of them, are a problem. */
export function readBytes(bytes: Buffer, file: string): Reading {
  if (bytes.length > LARGEST_FILE) return refused(file, tooLargeFile(bytes.length))
  const decoded = decode(bytes)
  if (decoded.kind === 'text') return read(decoded.text, file)
  return { stories: [], problems: [{ file, line: decoded.line, message: decoded.message }] }
}

/** A file that was named by itself and again by its folder. */
function onceEach(stories: readonly Filed[]): readonly Filed[] {
  const key = ({ story, file }: Filed) => `${resolve(file)}\n${story.id}`
  return [...new Map(stories.map(filed => [key(filed), filed])).values()]
}

/** Within a folder the source tells of them; between folders and files only whoever reads them together can. */
function collisions(stories: readonly Filed[]): readonly Problem[] {
  const owners = new Map<string, Filed>()
  return stories.flatMap(filed => {
    const { story, file } = filed
    const owner = owners.get(story.id)
    if (owner === undefined) owners.set(story.id, filed)
    if (owner === undefined) return []
    const message = `The id "${story.id}" of “${story.title}” already belongs to ${owner.file}. Write another \`id:\` in its front matter.`
    return [{ file, line: 1, message }]
  })
}

/** The stories as `/story` finds them. */
export async function shelve(stories: readonly Filed[]): Promise<Library> {
  const { aliases } = readTopicsFile(await readFile(TOPICS, 'utf8'))
  const library = createLibrary(aliases)
  for (const { story } of stories) library.put(story)
  return library
}
