import { hash } from 'node:crypto'
import { basename, join } from 'node:path'
import type { Story } from '../core/story/story.ts'
import { type Disk, PATIENT_DISK } from './disk.ts'
import { tooLargeFile } from './document-file.ts'
import { type Change, everyChange, someChanges } from './folder-change.ts'
import { remedy } from './folder-files.ts'
import { byPath, type FileSeen, lookAt } from './folder-list.ts'
import {
  forgetContent,
  forgetFile,
  freeIds,
  giveId,
  isNothing,
  type Known,
  keepMark,
  NEVER,
  nothingKnown,
  waitingNoLonger,
} from './folder-marks.ts'
import { openReader, type Reader } from './reader.ts'
import type { Arrival, Look, Source } from './source.ts'
import { idWithHash } from './story-id.ts'
import { decode } from './utf8.ts'

/** Files that are opened while others are read. */
const AHEAD = 16

/** A folder, and how it is read. */
export interface Place {
  readonly folder: string
  /** What it is called in problems, and the first part of its files' names. */
  readonly name: string
  readonly disk: Disk
}

interface Reading extends Place {
  readonly known: Known
  readonly reader: Reader
}

/**
 * The stories in a folder and its subfolders: files that end in `.md` or `.txt`, in the order of their paths; dotfiles are left
 * alone. `name` stands for the folder in problems and as the files' first part: `seeds/2023-08-14-korea.md`.
 */
export function folderSource(folder: string, name = basename(folder)): Source {
  const known = nothingKnown()
  const place = { folder, name, disk: PATIENT_DISK }
  return { name, read: look => readFolder(place, known, look), close: async () => undefined }
}

/** Whatever `known` does not know yet; it knows it then. */
export async function* readFolder(place: Place, known: Known, { signal, only }: Look = {}): AsyncIterable<Arrival> {
  const anew = isNothing(known)
  if (anew) yield { kind: 'anew' }
  const some = anew || only === undefined ? undefined : await someChanges(place, known, only)
  const change = some ?? (await everyChange(place, known))
  yield* unreadOnes(place, known, change)
  for (const path of change.removed) {
    yield looked(place, path)
    forgetFile(known, path)
  }
  yield* readFiles({ ...place, known, reader: openReader() }, change.changed, signal)
  // As after a restart: who asked for an id that another file held gets it when that file is gone.
  const waiting = await seenAnew(place, known)
  if (waiting.length > 0) yield* readFiles({ ...place, known, reader: openReader() }, waiting, signal)
  for (const id of known.loose) {
    yield { kind: 'gone', id }
    known.loose.delete(id)
  }
}

/** The files that may have another id now, to be read again although they are unchanged. */
async function seenAnew({ disk, folder }: Place, known: Known): Promise<readonly FileSeen[]> {
  const files: FileSeen[] = []
  for (const path of waitingNoLonger(known)) {
    const seen = await lookAt(disk, folder, path)
    if ('code' in seen) continue
    forgetContent(known, path)
    files.push(seen)
  }
  return files.sort(byPath)
}

/** What cannot be looked into is said each time, because nobody tells when it changes. */
function* unreadOnes(place: Place, known: Known, { unread, empty }: Change): Iterable<Arrival> {
  if (unread === undefined) return
  for (const path of known.unread) yield looked(place, path)
  known.unread.clear()
  if (empty) {
    known.unread.add('')
    yield problem(
      place.name,
      1,
      'There are no stories in this folder. Put .md or .txt files there: see docs/story-documents.md.',
    )
  }
  for (const { path, code } of unread) {
    known.unread.add(path)
    forgetContent(known, path)
    yield problem(fileName(place, path), 1, `This cannot be read. ${remedy(code)}`)
  }
}

async function* readFiles(reading: Reading, files: readonly FileSeen[], signal?: AbortSignal): AsyncIterable<Arrival> {
  const opening: Promise<Opened>[] = []
  try {
    for (const [at, file] of files.entries()) {
      signal?.throwIfAborted()
      while (opening.length < AHEAD && at + opening.length < files.length) {
        opening.push(openDocument(reading, files[at + opening.length] ?? file))
      }
      yield* readOne(reading, file, await (opening.shift() ?? openDocument(reading, file)))
    }
  } finally {
    reading.reader.close()
  }
}

async function* readOne(reading: Reading, seen: FileSeen, opened: Opened): AsyncIterable<Arrival> {
  const { known } = reading
  const file = fileName(reading, seen.path)
  const earlier = known.marks.get(seen.path)
  const ids = earlier?.ids ?? []
  if (opened.kind === 'text' && opened.digest === earlier?.digest) {
    keepMark(known, seen, earlier)
    return
  }
  if (earlier !== undefined) yield looked(reading, seen.path)
  if (opened.kind === 'unread') {
    yield problem(file, 1, `This cannot be read. ${remedy(opened.code)}`)
    // Permission may come back without a new time of change, so it is tried again each time.
    keepMark(known, { ...seen, mtime: NEVER }, { digest: '', ids })
    return
  }
  if (opened.kind === 'problem') {
    yield opened
    keepMark(known, seen, { digest: '', ids })
    return
  }
  const { digest } = opened
  const { stories, problems } = await reading.reader.read(opened.text, file)
  for (const each of problems) yield { kind: 'problem', problem: each }
  // A document that gives no story is being edited or is broken: the stories that it gave before stay.
  if (stories.length === 0) keepMark(known, seen, { digest, ids })
  else yield* giveOut(reading, seen, digest, stories)
}

function* giveOut(reading: Reading, seen: FileSeen, digest: string, stories: readonly Story[]): Iterable<Arrival> {
  const { known } = reading
  const file = fileName(reading, seen.path)
  freeIds(known, seen.path)
  const ids: string[] = []
  const denied = new Map<string, string>()
  for (const story of stories) {
    // Its own ids are free for it again.
    const taken = (id: string) => ids.includes(id) || (known.owners.get(id) ?? seen.path) !== seen.path
    const own = taken(story.id) ? { ...story, id: idWithHash(story.id, seen.path, taken) } : story
    if (own.id !== story.id) {
      denied.set(story.id, known.owners.get(story.id) ?? seen.path)
      yield problem(file, 1, collision(reading, story, own.id))
    }
    giveId(known, own.id, seen.path)
    ids.push(own.id)
    yield { kind: 'story', story: own, file }
  }
  if (denied.size > 0) known.denied.set(seen.path, denied)
  else known.denied.delete(seen.path)
  keepMark(known, seen, { digest, ids })
}

type Opened =
  | { readonly kind: 'text'; readonly text: string; readonly digest: string }
  | { readonly kind: 'unread'; readonly code: string }
  | Extract<Arrival, { kind: 'problem' }>

async function openDocument(place: Place, { path }: FileSeen): Promise<Opened> {
  const file = fileName(place, path)
  const opened = await place.disk.open(join(place.folder, path))
  switch (opened.kind) {
    case 'unread':
      return opened
    case 'too-large':
      return problem(file, 1, tooLargeFile(opened.size))
    case 'bytes': {
      const decoded = decode(opened.bytes)
      if (decoded.kind === 'text') return { ...decoded, digest: hash('sha1', opened.bytes, 'base64') }
      return problem(file, decoded.line, decoded.message)
    }
  }
}

function collision(reading: Reading, story: Story, id: string): string {
  const owner = fileName(reading, reading.known.owners.get(story.id) ?? '')
  return `The id "${story.id}" of “${story.title}” already belongs to ${owner}, so this story goes by "${id}". Write another \`id:\` in its front matter.`
}

function fileName({ name }: Pick<Place, 'name'>, path: string): string {
  return path === '' ? name : `${name}/${path}`
}

function looked(place: Place, path: string): Arrival {
  return { kind: 'looked', file: fileName(place, path) }
}

function problem(file: string, line: number, message: string): Extract<Arrival, { kind: 'problem' }> {
  return { kind: 'problem', problem: { file, line, message } }
}
