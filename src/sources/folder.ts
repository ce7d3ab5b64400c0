import { basename, join } from 'node:path'
import type { Story } from '../core/story/story.ts'
import { inTurns } from './breathing.ts'
import { openFile, tooLargeFile } from './document-file.ts'
import { isUnchanged, type Mark, type Marks, readCursor, writeCursor } from './folder-cursor.ts'
import { type FileSeen, type Listed, remedy, storyFiles } from './folder-files.ts'
import { openReader, type Reader } from './reader.ts'
import type { Arrival, Source } from './source.ts'
import { idWithHash } from './story-id.ts'
import { decode } from './utf8.ts'

/** Files that are opened while others are read. */
const AHEAD = 16
/** No file's time of change. */
const NEVER = -1

/** What is known while a folder is read. */
interface Reading {
  readonly folder: string
  readonly name: string
  readonly marks: Map<string, Mark>
  /** Which file holds an id. */
  readonly owners: Map<string, string>
  readonly reader: Reader
}

/**
 * The stories in a folder and its subfolders: files that end in `.md` or `.txt`, in the order of their paths; dotfiles are left
 * alone. `name` stands for the folder in problems and as the files' first part: `seeds/2023-08-14-korea.md`.
 */
export function folderSource(folder: string, name = basename(folder)): Source {
  return { name, read: (cursor, signal) => readFolder(folder, name, cursor, signal) }
}

async function* readFolder(
  folder: string,
  name: string,
  cursor: string | undefined,
  signal?: AbortSignal,
): AsyncIterable<Arrival> {
  const before = await readCursor(cursor)
  const listed = await storyFiles(folder)
  for (const { path, code } of listed.unread)
    yield problem(place(name, path), 1, `This cannot be read. ${remedy(code)}`)
  if (listed.files.length + listed.unread.length === 0) {
    yield problem(
      name,
      1,
      'There are no stories in this folder. Put .md or .txt files there: see docs/story-documents.md.',
    )
  }
  const reading = await goingOn({ folder, name, before, listed })
  const changed: FileSeen[] = []
  await inTurns(listed.files, file => {
    if (!isUnchanged(before.get(file.path), file)) changed.push(file)
  })
  const opening: Promise<Opened>[] = []
  try {
    for (const [at, file] of changed.entries()) {
      signal?.throwIfAborted()
      while (opening.length < AHEAD && at + opening.length < changed.length) {
        opening.push(openDocument(reading, changed[at + opening.length] ?? file))
      }
      const opened = await (opening.shift() ?? openDocument(reading, file))
      yield* readOne(reading, file, opened.kind === 'text' ? await readText(reading, file, opened.text) : opened)
    }
  } finally {
    reading.reader.close()
  }
  yield* goneFrom(before, reading)
  const asBefore = changed.length === 0 && reading.marks.size === before.size
  yield { kind: 'cursor', cursor: asBefore && cursor !== undefined ? cursor : await writeCursor(reading.marks) }
}

async function* goneFrom(before: Marks, { owners }: Reading): AsyncIterable<Arrival> {
  const gone: string[] = []
  await inTurns(before.values(), ({ ids }) => gone.push(...ids.filter(id => !owners.has(id))))
  for (const id of gone) yield { kind: 'gone', id }
}

/** Files that are still there, or that cannot be seen just now, keep their ids; those of removed files are free. */
async function goingOn(known: {
  readonly folder: string
  readonly name: string
  readonly before: Marks
  readonly listed: Listed
}): Promise<Reading> {
  const { folder, name, before, listed } = known
  const there = new Set<string>()
  await inTurns(listed.files, file => there.add(file.path))
  const hidden = (path: string) =>
    listed.unread.some(({ path: unread }) => unread === '' || path === unread || path.startsWith(`${unread}/`))
  const marks = new Map<string, Mark>()
  const owners = new Map<string, string>()
  await inTurns(before, ([path, mark]) => {
    if (!there.has(path) && !hidden(path)) return
    marks.set(path, mark)
    for (const id of mark.ids) owners.set(id, path)
  })
  return { folder, name, marks, owners, reader: openReader() }
}

async function readText({ name, reader }: Reading, { path }: FileSeen, text: string): Promise<Read> {
  return { kind: 'read', ...(await reader.read(text, place(name, path))) }
}

function* readOne(reading: Reading, seen: FileSeen, document: Read | Refused): Iterable<Arrival> {
  const file = place(reading.name, seen.path)
  const earlier = reading.marks.get(seen.path)?.ids ?? []
  if (document.kind === 'unread') {
    yield problem(file, 1, `This cannot be read. ${remedy(document.code)}`)
    // Permission may come back without a new time of change, so it is tried again each time.
    keepMark(reading, { ...seen, mtime: NEVER }, earlier)
    return
  }
  if (document.kind === 'problem') {
    yield document
    keepMark(reading, seen, earlier)
    return
  }
  const { stories, problems } = document
  for (const each of problems) yield { kind: 'problem', problem: each }
  // A document that gives no story is being edited or is broken: the stories that it gave before stay.
  if (stories.length === 0) {
    keepMark(reading, seen, earlier)
    return
  }
  for (const id of earlier) reading.owners.delete(id)
  const ids: string[] = []
  for (const story of stories) {
    const own = withOwnId(reading, seen.path, story)
    if (own.id !== story.id) yield problem(file, 1, collision(reading, story, own.id))
    reading.owners.set(own.id, seen.path)
    ids.push(own.id)
    yield { kind: 'story', story: own, file }
  }
  keepMark(reading, seen, ids)
}

function keepMark({ marks }: Reading, { path, mtime, size, inode }: FileSeen, ids: readonly string[]): void {
  marks.set(path, { mtime, size, inode, ids })
}

type Opened = { readonly kind: 'text'; readonly text: string } | Refused
type Refused = { readonly kind: 'unread'; readonly code: string } | Extract<Arrival, { kind: 'problem' }>
type Read = { readonly kind: 'read' } & Awaited<ReturnType<Reader['read']>>

async function openDocument({ folder, name }: Reading, { path }: FileSeen): Promise<Opened> {
  const file = place(name, path)
  const opened = await openFile(join(folder, path))
  switch (opened.kind) {
    case 'unread':
      return opened
    case 'too-large':
      return problem(file, 1, tooLargeFile(opened.size))
    case 'bytes': {
      const decoded = decode(opened.bytes)
      return decoded.kind === 'text' ? decoded : problem(file, decoded.line, decoded.message)
    }
  }
}

function withOwnId({ owners }: Reading, path: string, story: Story): Story {
  if (!owners.has(story.id)) return story
  return { ...story, id: idWithHash(story.id, path, id => owners.has(id)) }
}

function collision({ name, owners }: Reading, story: Story, id: string): string {
  const owner = place(name, owners.get(story.id) ?? '')
  return `The id "${story.id}" of “${story.title}” already belongs to ${owner}, so this story goes by "${id}". Write another \`id:\` in its front matter.`
}

function place(name: string, path: string): string {
  return path === '' ? name : `${name}/${path}`
}

function problem(file: string, line: number, message: string): Extract<Arrival, { kind: 'problem' }> {
  return { kind: 'problem', problem: { file, line, message } }
}
