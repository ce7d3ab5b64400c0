import type { Emulator, Outcome, Seen, World } from '../../src/emulators/emulator.ts'
import { posts } from './stage.ts'

/** So many channels, and everybody who asks in them. */
export function crowdedWorld(channels: number): World {
  return {
    people: [{ name: 'ana', manages: true }, { name: 'ben' }],
    channels: names(channels).map(name => ({ name, kind: 'text' })),
  }
}

export function names(channels: number): readonly string[] {
  return Array.from({ length: channels }, (_, n) => `channel-${n + 1}`)
}

/** As many people as there are asks press return at the same moment, in one channel after the other. */
export function askAtOnce(town: Emulator, text: string, asks: number, channels: readonly string[]): Promise<Outcome[]> {
  return Promise.all(
    Array.from({ length: asks }, (_, n) =>
      town
        .as('ben')
        .in(channels[n % channels.length] ?? '')
        .type(text),
    ),
  )
}

/** What readers find under the roots of these channels: `title: side | side`, one for each root. */
export function threads(town: Emulator, channels: readonly string[]): readonly string[] {
  return channels.flatMap(channel => threadsIn(posts(town.seen(channel))))
}

function threadsIn(messages: readonly Seen[]): readonly string[] {
  const line = (message: Seen) => message.text.split('\n', 1)[0] ?? ''
  return messages
    .filter(message => message.thread === undefined)
    .map(root => {
      const replies = messages.filter(message => message.thread === root.id).map(line)
      return `${line(root)}: ${replies.join(' | ')}`
    })
}

/** The calls that the platform turned away because there were too many. */
export function turnedAway(town: Emulator): number {
  return town.calls().filter(call => call.status === 429).length
}
