import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Adapter, AdapterLog, Retraction, Withdrawal } from '../adapters/adapter.ts'
import { makeAdapters } from '../adapters/make-adapters.ts'
import { readConfig } from '../config.ts'
import { startDelivery } from '../delivery/deliver.ts'
import { ownerName } from '../delivery/owner.ts'
import { disk } from '../settings-file.ts'
import { platformOf } from '../store/lane.ts'
import { openStore } from '../store/open.ts'
import type { Standing } from '../store/posting.ts'
import type { KeptStep } from '../store/step.ts'
import type { Store } from '../store/store.ts'
import { plain } from './colour.ts'
import { counted } from './counted.ts'
import type { Io, Tool } from './tool.ts'
import { UsageError } from './tool.ts'

const usage = `Usage: counterpoint retract STORY [--mark]

Removes every post of a story with its replies, wherever the bot has posted it in the last 180 days. The bot may run meanwhile.
Of a digest that tells other stories too, only the story goes: its replies, and its part of the first message, which then says
that it was retracted.
  STORY   the story's id, also of one whose document is gone
  --mark  leave the posts, and put above each of their messages, every side alike, that the story was retracted by its editors
          today; in the first message of a digest it stands below the story's headline
What is being posted meanwhile is waited for, a minute at most. Prints a line for each place with how it went. The document
stays in STORIES_DIR: take it out, or it can be asked for again.
Settings: the tokens of the platforms, and DATA_DIR or DATABASE_URL, as the bot has them.
Exit codes: 0 done everywhere, 1 not everywhere or nothing is posted, 2 the words were not understood.
`

/** What is not done by then goes on with the bot. */
const WITHIN_MS = 60_000
const LOOK_EVERY_MS = 50
const FINAL: ReadonlySet<KeptStep['state']> = new Set(['posted', 'refused', 'in-doubt', 'dropped'])

/** Takes a story back from every channel. */
export const retract: Tool = {
  name: 'retract',
  summary: 'remove a story from every channel it was posted in, or mark it there',
  usage,
  async run(words, io) {
    const options = { mark: { type: 'boolean', default: false } } as const
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
    const [story, ...more] = positionals
    if (story === undefined || more.length > 0) throw new UsageError('Name one story by its id.')
    const config = readConfig(io.environment, disk)
    const store = await openStore(config)
    try {
      const postings = await store.postingsOf(story)
      if (postings.length === 0 && (await store.unposted(story)) === 0) {
        io.err(`Nothing of “${plain(story)}” stands in a channel. Stories are named by their ids here.\n`)
        return 1
      }
      const adapters = await makeAdapters({ config, log: toldTo(io), now: io.now })
      try {
        return await takeBack(postings, { story, how: values.mark ? 'mark' : 'remove' }, { io, store, adapters })
      } finally {
        await Promise.all(adapters.map(adapter => adapter.close()))
      }
    } finally {
      await store.close()
    }
  },
}

interface Room {
  readonly io: Io
  readonly store: Store
  readonly adapters: readonly Adapter[]
}

interface Place {
  readonly posting: Standing
  /** Absent where the platform's token is not set. */
  readonly retraction?: Retraction
}

type Wanted = Pick<Withdrawal, 'story' | 'how'>

/** How it went in a place. */
interface Outcome {
  readonly posting: Standing
  readonly done: boolean
  readonly said: string
}

async function takeBack(postings: readonly Standing[], wanted: Wanted, room: Room): Promise<number> {
  const { io, store, adapters } = room
  await Promise.all(adapters.map(adapter => adapter.reach()))
  const outcomes = new Map<string, Outcome>()
  const withdrawFrom = async (some: readonly Standing[]) => {
    for (const one of await withdraw(some, wanted, room)) outcomes.set(one.posting.key, one)
  }
  await withdrawFrom(postings)
  const left = await othersPosted(wanted.story, room)
  // What was still to be posted when this was asked for stands by now.
  const standing = await store.postingsOf(wanted.story)
  await withdrawFrom(standing.filter(posting => isOpen(posting, outcomes.get(posting.key), wanted.how)))
  for (const { posting, said } of outcomes.values()) {
    const { lane, channel, at } = posting
    io.out(`${plain(`${lane} ${channel}, posted ${new Date(at).toISOString()}: ${said}`)}\n`)
  }
  if (left > 0) io.out(`${counted(left, 'message', 'messages')} still to be posted. Run this again when they are.\n`)
  return left === 0 && [...outcomes.values()].every(({ done }) => done) ? 0 : 1
}

/** Whether there is more to do in a place than was done. */
function isOpen(posting: Standing, before: Outcome | undefined, how: Withdrawal['how']): boolean {
  if (before === undefined) return true
  return before.done && (how === 'remove' || posting.messages.length > before.posting.messages.length)
}

/** Waits until the bot has posted what tells the story and was in the queue. Resolves with how many of them are left after a minute. */
async function othersPosted(story: string, { store }: Room): Promise<number> {
  const deadline = performance.now() + WITHIN_MS
  for (;;) {
    const left = await store.unposted(story)
    if (left === 0 || performance.now() > deadline) return left
    await wait(LOOK_EVERY_MS)
  }
}

async function withdraw(
  postings: readonly Standing[],
  { story, how }: Wanted,
  room: Room,
): Promise<readonly Outcome[]> {
  const { io, store, adapters } = room
  const places: Place[] = []
  for (const posting of postings) {
    const adapter = adapters.find(one => platformOf(posting.lane) === one.platform)
    // Another time is another request: what was refused then may be allowed now.
    const at = io.now()
    const request = `retract/${how}/${posting.key}/${posting.several ? `${story}/` : ''}${at}`
    const retraction = adapter?.retract(posting, { story, how, request, at })
    if (retraction !== undefined) await store.take(request, retraction.steps, at)
    places.push(retraction === undefined ? { posting } : { posting, retraction })
  }
  const steps = await carried(places, room)
  return places.map(place => ({ posting: place.posting, ...outcome(place, how, steps) }))
}

/** Carries what is ready beside a bot that may run: a step is leased by one of both. Resolves with the steps as they are then. */
async function carried(
  places: readonly Place[],
  { io, store, adapters }: Room,
): Promise<ReadonlyMap<string, KeptStep>> {
  const keys = new Set(places.flatMap(({ retraction }) => retraction?.steps.map(step => step.key) ?? []))
  if (keys.size === 0) return new Map()
  const delivery = startDelivery({
    store,
    carriers: new Map(adapters.map(adapter => [adapter.platform, adapter])),
    owner: ownerName(hostname(), process.pid, randomUUID()),
    now: io.now,
    told: () => undefined,
    failed: error => io.err(`${plain(String(error))}\n`),
    // What stands below digests is left to the bot: it would go on with what was begun here and left only when a lease runs out.
    making: () => true,
  })
  delivery.nudge()
  const deadline = performance.now() + WITHIN_MS
  try {
    for (;;) {
      const own = (await store.steps()).filter(step => keys.has(step.key))
      const isOver = own.every(step => FINAL.has(step.state)) || performance.now() > deadline
      if (isOver) return new Map(own.map(step => [step.key, step]))
      await wait(LOOK_EVERY_MS)
    }
  } finally {
    await delivery.close()
  }
}

function outcome({ posting, retraction }: Place, how: Withdrawal['how'], steps: ReadonlyMap<string, KeptStep>) {
  const own = retraction?.needed.map(key => steps.get(key)) ?? []
  const marked = how === 'mark' ? own.filter(step => step?.state === 'posted').length : 0
  const undone = how === 'mark' ? 'not marked' : 'not removed'
  const far = marked > 0 ? `marked in ${marked} of ${own.length} messages` : undone
  const failed = (why: string) => ({ done: false, said: `${far}. ${why}` })
  if (retraction === undefined) return failed('The tokens of this platform are not set.')
  if (own.some(step => step === undefined || !FINAL.has(step.state))) {
    return failed('It takes longer; the bot goes on with it.')
  }
  const refused = own.find(step => step?.state !== 'posted')
  if (refused !== undefined) return failed(refused.reason ?? '')
  if (posting.several) return { done: true, said: how === 'mark' ? 'marked in a digest' : 'taken out of a digest' }
  if (how === 'mark') return { done: true, said: 'marked' }
  const { archive } = retraction
  const isArchived = archive !== undefined && steps.get(archive)?.state === 'posted'
  return { done: true, said: isArchived ? 'removed; its thread was emptied and archived' : 'removed' }
}

function toldTo(io: Io): AdapterLog {
  const tell = (message: string) => io.err(`${plain(message)}\n`)
  return { info: () => undefined, warn: tell, error: tell }
}
