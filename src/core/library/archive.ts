import type { Story } from '../story/story.ts'

/**
 * Stories as bytes. A story is some hundred objects; 100,000 of them make the garbage collector stop everything for longer than
 * a platform waits, and take more than twice the memory. As bytes they are a few hundred buffers, and one is unpacked when it is wanted.
 */
export interface Archive {
  /** The one that is being filled. */
  current: Shelfful
}

/** Where a story lies. */
export interface Kept {
  shelfful: Shelfful
  from: number
  readonly length: number
}

/** Stories one after another; those that were dropped leave gaps until half of it is gaps. */
interface Shelfful {
  readonly bytes: Uint8Array
  used: number
  /** How many bytes are of stories that are still there. */
  live: number
  readonly stories: Set<Kept>
}

/** Bytes: the first is small, because most bots have few stories; each is twice as large as the one before it, up to the largest. */
const SMALLEST = 1 << 15
const LARGEST = 1 << 19
/** A UTF-16 unit takes at most three bytes as UTF-8. https://developer.mozilla.org/docs/Web/API/TextEncoder/encodeInto */
const MOST_BYTES = 3
const ENCODER = new TextEncoder()
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true })

export function emptyArchive(): Archive {
  return { current: emptyShelfful(0) }
}

function emptyShelfful(bytes: number): Shelfful {
  return { bytes: new Uint8Array(bytes), used: 0, live: 0, stories: new Set() }
}

export function keep(archive: Archive, story: Story): Kept {
  const text = JSON.stringify(story)
  const shelfful = withRoom(archive, text.length * MOST_BYTES)
  const { written } = ENCODER.encodeInto(text, shelfful.bytes.subarray(shelfful.used))
  return place({ shelfful, from: shelfful.used, length: written })
}

/** The story as it was kept, in objects of its own. */
export function open({ shelfful, from, length }: Kept): Story {
  const story: Story = JSON.parse(DECODER.decode(shelfful.bytes.subarray(from, from + length)))
  return story
}

export function drop(archive: Archive, kept: Kept): void {
  const { shelfful } = kept
  shelfful.stories.delete(kept)
  shelfful.live -= kept.length
  if (shelfful === archive.current || shelfful.live > shelfful.bytes.length / 2) return
  for (const each of shelfful.stories) move(archive, each)
}

function move(archive: Archive, kept: Kept): void {
  const { shelfful, from, length } = kept
  const other = withRoom(archive, length)
  other.bytes.set(shelfful.bytes.subarray(from, from + length), other.used)
  shelfful.stories.delete(kept)
  shelfful.live -= length
  kept.shelfful = other
  kept.from = other.used
  place(kept)
}

function withRoom(archive: Archive, bytes: number): Shelfful {
  const { current } = archive
  if (current.bytes.length - current.used >= bytes) return current
  const usual = Math.min(LARGEST, Math.max(SMALLEST, current.bytes.length * 2))
  // A story that is edited again and again leaves gaps in the one that is being filled, where nothing looks for them.
  const gaps = current.live <= current.used / 2
  archive.current = emptyShelfful(Math.max(usual, bytes + (gaps ? current.live : 0)))
  if (gaps) for (const each of current.stories) move(archive, each)
  return archive.current
}

function place(kept: Kept): Kept {
  const { shelfful, length } = kept
  shelfful.stories.add(kept)
  shelfful.used += length
  shelfful.live += length
  return kept
}
