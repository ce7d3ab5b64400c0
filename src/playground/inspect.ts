import { isDeepStrictEqual } from 'node:util'
import { markOf } from '../adapters/discord/mark.ts'
import { renderSlack } from '../adapters/slack/render.ts'
import type { Answer, Ask } from '../commands/command.ts'
import type { Message } from '../core/message/message.ts'
import { stepKey } from '../delivery/step-key.ts'
import type { Call, Emulator, Seen } from '../emulators/emulator.ts'
import { keyOf } from './page/key.ts'
import type { Done, Platform } from './page/protocol.ts'
import { budgetOf, type Part, partsOf } from './parts.ts'

/** What the bot answered lately. */
export interface Answers {
  /** Handed to the app. */
  readonly observe: (ask: Ask, answer: Answer) => void
  /** The neutral message that became this one; undefined when it was too long ago or came about in another way. */
  readonly behind: (platform: Platform, sent: unknown) => Message | undefined
}

const KEPT = 200

export function rememberAnswers(): Answers {
  const asks = new Map<string, () => readonly Keyed[]>()
  return {
    observe(ask, answer) {
      asks.delete(ask.id)
      asks.set(
        ask.id,
        once(() => keyed(ask, answer)),
      )
      const [oldest] = asks.keys()
      if (asks.size > KEPT && oldest !== undefined) asks.delete(oldest)
    },
    behind(platform, sent) {
      const key = keyOf(platform, sent)
      const looks = platform === 'slack' && key === undefined ? readable(member(sent, 'blocks')) : undefined
      for (const parts of [...asks.values()].toReversed()) {
        const found = parts().find(part =>
          key === undefined ? looks !== undefined && isDeepStrictEqual(part.looks, looks) : part.keys.includes(key),
        )
        if (found?.platform === platform) return found.message
      }
      return undefined
    },
  }
}

interface Keyed extends Part {
  readonly platform: Platform
  readonly keys: readonly string[]
  /** How it looks on Slack, where a private answer carries no key. */
  readonly looks: unknown
}

function keyed(ask: Ask, answer: Answer): readonly Keyed[] {
  const platform = ask.address.platform === 'slack' ? 'slack' : 'discord'
  return partsOf(platform, ask, answer).map(part => {
    const steps = part.names.map(name => stepKey(ask.id, name, ask.at))
    const keys = platform === 'slack' ? steps : steps.map(step => String(markOf(step)))
    return {
      ...part,
      platform,
      keys,
      looks: platform === 'slack' ? readable(renderSlack(part.message).blocks) : undefined,
    }
  })
}

/** What the page shows behind a message. */
export function inspectMessage(emulator: Emulator, answers: Answers, place: string, id: string): Done {
  const { platform } = emulator
  const seen = emulator.seen(place).find(message => message.id === id)
  if (seen === undefined) return { ok: false, error: 'This message is no longer there. Choose another one.' }
  if (!seen.bot) {
    return {
      ok: false,
      error: `${seen.author} wrote this, not the bot: nothing is behind it. Choose a message of the bot.`,
    }
  }
  const call = callOf(emulator, seen)
  if (call === undefined) return { ok: false, error: 'The call that brought this message is not known any more.' }
  const neutral = answers.behind(platform, call.body)
  const weights = neutral === undefined ? [] : budgetOf(platform).weigh(neutral.blocks)
  return {
    ok: true,
    value: { kind: 'inside', ...(neutral && { neutral }), call: call.name, payload: call.body, weights },
  }
}

/** The last call that brought the message as it is now; one that was refused only if there is no other. */
function callOf(emulator: Emulator, seen: Seen): Call | undefined {
  const { platform } = emulator
  const key = keyOf(platform, seen.payload)
  const looks = readable(seen.payload.blocks)
  const mine = emulator.calls().filter(({ body }) => {
    if (key !== undefined) return keyOf(platform, body) === key
    return looks !== undefined && isDeepStrictEqual(readable(body.blocks), looks)
  })
  return mine.findLast(call => call.error === undefined) ?? mine.at(-1)
}

/** What Slack adds of its own to blocks that it keeps. */
const ADDED = new Set(['block_id', 'emoji', 'verbatim'])

function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable)
  if (typeof value !== 'object' || value === null) return value
  const own = Object.entries(value).filter(([name]) => !ADDED.has(name))
  return Object.fromEntries(own.map(([name, inner]) => [name, readable(inner)]))
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
