import type { Events } from './event.ts'
import type { ResponseUrls } from './response-url.ts'
import type { SocketMode } from './socket-mode.ts'
import type { Triggers } from './trigger.ts'
import type { Views } from './view-store.ts'
import type { Workspace } from './workspace.ts'

export interface Tokens {
  readonly bot: string
  readonly app: string
  /** Slack's error code for the bot's token, once it is worth nothing: the app was removed, or only the token revoked. */
  revoked?: 'account_inactive' | 'token_revoked'
}

/** Everything that an act or a call may concern. */
export interface Platform {
  readonly workspace: Workspace
  readonly socketMode: SocketMode
  readonly events: Events
  readonly triggers: Triggers
  readonly responseUrls: ResponseUrls
  readonly views: Views
  /** Scopes of the bot's token. */
  readonly scopes: readonly string[]
  /** Slash commands of the manifest, with the slash. */
  readonly commands: readonly string[]
  /** A commercially distributed app outside the Marketplace: 15 messages a page. */
  readonly distributed: boolean
  readonly tokens: Tokens
  /** `http://127.0.0.1:PORT` */
  readonly origin: string
  readonly now: () => number
  /** Notes an answer over the socket that Slack would not take. */
  readonly noteRefused: (name: string, body: unknown, error: string) => void
}
