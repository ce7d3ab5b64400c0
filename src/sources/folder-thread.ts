import { constants, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { aliasesFrom } from '../core/library/aliases.ts'
import { sheetOf } from '../core/library/sheet.ts'
import { roomFor, writeSheet } from '../core/library/sheet-bytes.ts'
import type { Story } from '../core/story/story.ts'
import { BUSY_DISK } from './disk.ts'
import { readFolder } from './folder.ts'
import type { Look } from './source.ts'
import type { Answer, FolderJob, Parcelled, Request } from './thread-talk.ts'

// The other side of `openFolderThread`: reads the folder whenever it is told to, and hands over what arrives in parcels. The
// bytes go back and forth, so that neither side leaves any to its garbage collector.

/** Bytes of a parcel; a sheet that is larger has one of its own. */
const PARCEL = 1 << 19
const MOST_ARRIVALS = 256
/** Parcels under way. */
const PARCELS = 3

const { folder, name, known, aliases: book }: FolderJob = workerData
const place = { folder, name, disk: BUSY_DISK }
const aliases = aliasesFrom(book)
const free: ArrayBuffer[] = []
let parcels = 0
let resting = false
/** Who waits for free bytes. */
let wake: () => void = () => undefined

function say(answer: Answer): void {
  if (answer.kind === 'arrived') parentPort?.postMessage(answer, [answer.parcel.bytes])
  else parentPort?.postMessage(answer)
}

async function emptyBytes(): Promise<ArrayBuffer> {
  if (free.length === 0 && parcels < PARCELS) {
    parcels += 1
    return new ArrayBuffer(PARCEL)
  }
  while (free.length === 0) {
    const { promise, resolve } = Promise.withResolvers<void>()
    wake = resolve
    await promise
  }
  return free.pop() ?? new ArrayBuffer(PARCEL)
}

async function handOver(look: Look): Promise<void> {
  let arrivals: Parcelled[] = []
  let bytes = await emptyBytes()
  let used = 0

  async function send(): Promise<void> {
    say({ kind: 'arrived', parcel: { arrivals, bytes } })
    arrivals = []
    bytes = await emptyBytes()
    used = 0
  }

  async function pack(story: Story, file: string): Promise<void> {
    const sheet = sheetOf(story, aliases)
    const room = roomFor(sheet)
    if (used + room > bytes.byteLength && arrivals.length > 0) await send()
    if (room > bytes.byteLength) bytes = new ArrayBuffer(room)
    writeSheet(sheet, bytes, used)
    arrivals.push({ kind: 'sheet', at: used, file })
    used += room
  }

  for await (const arrival of readFolder(place, known, look)) {
    if (arrival.kind === 'story') await pack(arrival.story, arrival.file)
    else if (arrival.kind !== 'sheet') arrivals.push(arrival)
    if (arrivals.length >= MOST_ARRIVALS) await send()
  }
  if (arrivals.length > 0) say({ kind: 'arrived', parcel: { arrivals, bytes } })
  else free.push(bytes)
  say({ kind: 'done' })
  if (!resting) rest()
}

/** Once everything was read, people come first. On Linux a thread has a priority of its own, elsewhere it is the whole bot's. */
function rest(): void {
  resting = true
  if (process.platform !== 'linux') return
  try {
    // https://man7.org/linux/man-pages/man2/setpriority.2.html#NOTES
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // Where that is not permitted, both get as much.
  }
}

parentPort?.on('message', (request: Request) => {
  switch (request.kind) {
    case 'bytes':
      free.push(request.bytes)
      wake()
      return
    case 'read':
      handOver(request).catch((error: unknown) => say({ kind: 'failed', message: String(error) }))
      return
  }
})
