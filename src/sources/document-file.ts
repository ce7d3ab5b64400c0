import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { failure, NO_FILE } from './folder-files.ts'

/** Bytes of one file; a story has a few thousand, so that what is larger is something else under a story's name. */
export const LARGEST_FILE = 500_000

export type OpenedFile =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'too-large'; readonly size: number }
  /** A code of `remedy`. */
  | { readonly kind: 'unread'; readonly code: string }

// Whoever opens a pipe would else wait for somebody to write into it.
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK

/** The bytes of a file, of which no more than `LARGEST_FILE` are ever held: a larger one is told by its size alone. */
export async function openFile(path: string): Promise<OpenedFile> {
  try {
    const handle = await open(path, FLAGS)
    try {
      return await contentOf(handle)
    } finally {
      await handle.close()
    }
  } catch (error) {
    return unreadable(error)
  }
}

async function contentOf(handle: FileHandle): Promise<OpenedFile> {
  // Asked of what is open and not of its path: the path may lead elsewhere by now.
  const seen = await handle.stat()
  const refused = refusal(seen)
  if (refused !== undefined) return refused
  const bytes = Buffer.alloc(seen.size)
  let length = 0
  while (length < bytes.length) {
    const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  return { kind: 'bytes', bytes: bytes.subarray(0, length) }
}

/** As `openFile`, for a thread that has nothing else to do. */
export function openFileNow(path: string): OpenedFile {
  try {
    const file = openSync(path, FLAGS)
    try {
      return contentNow(file)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    return unreadable(error)
  }
}

function contentNow(file: number): OpenedFile {
  const seen = fstatSync(file)
  const refused = refusal(seen)
  if (refused !== undefined) return refused
  const bytes = Buffer.allocUnsafeSlow(seen.size)
  let length = 0
  while (length < bytes.length) {
    const read = readSync(file, bytes, length, bytes.length - length, length)
    if (read === 0) break
    length += read
  }
  return { kind: 'bytes', bytes: bytes.subarray(0, length) }
}

function refusal(seen: Stats): OpenedFile | undefined {
  if (!seen.isFile()) return { kind: 'unread', code: seen.isDirectory() ? 'EISDIR' : NO_FILE }
  return seen.size > LARGEST_FILE ? { kind: 'too-large', size: seen.size } : undefined
}

function unreadable(error: unknown): OpenedFile {
  const { code } = failure(error)
  // A socket cannot be opened as a file.
  return { kind: 'unread', code: code === 'ENXIO' ? NO_FILE : code }
}

/** What is said of a file of this many bytes. */
export function tooLargeFile(size: number): string {
  const kilobytes = Math.ceil(size / 1_000).toLocaleString('en')
  return `This file has ${kilobytes} kB, and a story file has at most ${LARGEST_FILE / 1_000} kB. Divide it, or give it another ending than .md or .txt.`
}
