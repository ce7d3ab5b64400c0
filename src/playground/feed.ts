import type { ServerResponse } from 'node:http'
import type { Call, Emulator } from '../emulators/emulator.ts'
import { keyOf } from './page/key.ts'
import type { Platform, Push } from './page/protocol.ts'
import { shownOn } from './shown.ts'
import { type Town, WORLD } from './town.ts'

/** What happens in the playground, told to every open page. */
export interface Feed {
  /** Sends everything that there is, then everything that happens, until the page goes away. */
  readonly attach: (response: ServerResponse) => void
  /** Tells of something that no emulator tells of; the last `stories`, the `clock` and each obstacle are told to later pages too. */
  readonly push: (push: Push) => void
  readonly close: () => void
}

/** A page that was opened later sees this many calls of the past. */
const CALLS_KEPT = 200

export function openFeed(town: Town, world: Extract<Push, { kind: 'world' }>): Feed {
  const pages = new Set<ServerResponse>()
  /** By a name of what it is about: the last push of it, as text. */
  const standing = new Map<string, string>()
  let stories: Push | undefined
  let clock: Push | undefined

  function send(push: Push): void {
    const text = frame(push)
    for (const page of pages) page.write(text)
  }

  function tell(key: string, push: Push): void {
    const text = JSON.stringify(push)
    if (standing.get(key) === text) return
    standing.set(key, text)
    send(push)
  }

  function look(emulator: Emulator): void {
    const { platform } = emulator
    const now = shownOn(emulator)
    for (const [key, message] of now) tell(`shown ${platform} ${key}`, { kind: 'shown', message })
    for (const key of standing.keys()) {
      const [kind, where, place = '', id = ''] = key.split(' ')
      if (kind !== 'shown' || where !== platform || now.has(`${place} ${id}`)) continue
      standing.delete(key)
      send({ kind: 'gone', platform, place, id })
    }
    for (const { name } of WORLD.people) lookAtForm(platform, name)
    void connected(emulator).then(held =>
      tell(`connected ${platform}`, { kind: 'connected', platform, connected: held }),
    )
  }

  function lookAtForm(platform: Platform, person: string): void {
    const form = town[platform].form(person)
    const key = `form ${platform} ${person}`
    if (form === undefined && !standing.has(key)) return
    tell(key, { kind: 'form', platform, person, ...(form !== undefined && { form }) })
  }

  const emulators: readonly Emulator[] = [town.slack, town.discord]
  const stops = emulators.flatMap(emulator => [
    emulator.onChange(() => look(emulator)),
    emulator.onCall((call, phase) => {
      if (phase !== 'accepted') send(callPush(emulator.platform, call))
    }),
  ])
  for (const emulator of emulators) look(emulator)

  return {
    attach(response) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' })
      response.write(`retry: 500\n\n${frame(world)}`)
      // Before all that has a time.
      if (clock) response.write(frame(clock))
      for (const text of standing.values()) response.write(`data: ${text}\n\n`)
      for (const emulator of emulators) {
        for (const call of emulator.calls().slice(-CALLS_KEPT)) response.write(frame(callPush(emulator.platform, call)))
      }
      if (stories) response.write(frame(stories))
      pages.add(response)
      response.on('close', () => pages.delete(response))
    },
    push(push) {
      if (push.kind === 'obstacle') {
        const { platform, obstacle } = push
        return tell(`obstacle ${platform} ${obstacle.place} ${obstacle.kind}`, push)
      }
      if (push.kind === 'stories') stories = push
      if (push.kind === 'clock') clock = push
      send(push)
    },
    close() {
      for (const stop of stops) stop()
      for (const page of pages) page.end()
    },
  }
}

function frame(push: Push): string {
  return `data: ${JSON.stringify(push)}\n\n`
}

/** Asked with no patience at all: is a bot there now? */
function connected(emulator: Emulator): Promise<boolean> {
  return emulator.connected(0).then(
    () => true,
    () => false,
  )
}

function callPush(platform: Platform, { n, name, body, status, error }: Call): Push {
  const key = keyOf(platform, body)
  return {
    kind: 'call',
    platform,
    n,
    name,
    ...(key !== undefined && { key }),
    ...(status !== undefined && { status }),
    ...(error !== undefined && { error }),
  }
}
