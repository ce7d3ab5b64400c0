import type { Arguments } from './arguments.ts'
import type { Json } from './json.ts'
import type { tiers } from './limits.ts'
import type { Platform } from './platform.ts'

/** One Web API method. */
export interface Method {
  readonly token: 'bot' | 'app'
  /** Whether a fault without a name concerns it. */
  readonly writes: boolean
  /** `special`: `chat.postMessage`, counted in each channel. */
  readonly tier: keyof typeof tiers | 'special'
  /** The scope it needs, when that does not depend on the arguments. */
  readonly scope?: string
  /** Slack's answer without `ok`, or a refusal. */
  readonly run: (args: Arguments, platform: Platform) => Json | Refusal
}

/** `{ok: false, error}` and what goes with it. */
export interface Refusal {
  readonly ok: false
  readonly error: string
  readonly [detail: string]: unknown
}

export function refuse(error: string, details: Json = {}): Refusal {
  return { ...details, ok: false, error }
}

/** As Slack names what is wrong with a payload: once bare and once marked. */
export function refuseWith(error: string, findings: readonly string[]): Refusal {
  if (findings.length === 0) return refuse(error)
  return refuse(error, {
    errors: findings,
    response_metadata: { messages: findings.map(finding => `[ERROR] ${finding}`) },
  })
}

export function isRefusal(answer: Json | Refusal): answer is Refusal {
  return answer.ok === false
}

/** A refusal when the bot's token lacks the scope. */
export function lacking(platform: Platform, scope: string): Refusal | undefined {
  if (platform.scopes.includes(scope)) return undefined
  return refuse('missing_scope', { needed: scope, provided: platform.scopes.join(',') })
}
