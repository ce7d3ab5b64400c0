import type { Json } from './json.ts'

/** One place of a request body that Discord refuses: `['data', 'components', 0, 'label']`. */
export interface FormError {
  readonly path: readonly (string | number)[]
  readonly code: string
  readonly message: string
}

/** A request that Discord refuses. https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
export class Refusal extends Error {
  readonly status: number
  readonly code: number
  readonly body: Json
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, code: number, message: string, more: Json = {}, headers: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.body = { message, code, ...more }
    this.headers = headers
  }
}

const known = {
  unauthorized: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  methodNotAllowed: [405, 0, '405: Method Not Allowed'],
  serverError: [500, 0, '500: Internal Server Error'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  notThisApplication: [403, 20012, 'You are not authorized to perform this action on this application'],
  tooManyCommands: [400, 30032, 'Maximum number of application commands reached (100)'],
  alreadyCrossposted: [400, 40033, 'This message has already been crossposted'],
  messageInForum: [400, 40058, 'Cannot send a message in a forum channel'],
  noTagForEveryone: [400, 40066, 'There are no tags available that can be set by non-moderators'],
  tagRequired: [400, 40067, 'A tag is required to create a forum post in this channel'],
  alreadyAcknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  missingAccess: [403, 50001, 'Missing Access'],
  notOnDirect: [403, 50003, 'Cannot execute action on a DM channel'],
  notTheAuthor: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  systemMessage: [403, 50021, 'Cannot execute action on a system message'],
  wrongChannelType: [400, 50024, 'Cannot execute action on this channel type'],
  invalidWebhookToken: [401, 50027, 'Invalid Webhook Token'],
  invalidRecipient: [400, 50033, 'Invalid Recipient(s)'],
  archivedThread: [400, 50083, 'Thread is archived'],
  noHistoryToReply: [400, 160002, 'Cannot reply without permission to read message history'],
  threadExists: [400, 160004, 'A thread has already been created for this message'],
  threadLocked: [400, 160005, 'Thread is locked'],
  tooManyThreads: [400, 160006, 'Maximum number of active threads reached'],
} as const

/** A refusal with Discord's own status, code and words. */
export function refusal(name: keyof typeof known): Refusal {
  const [status, code, message] = known[name]
  return new Refusal(status, code, message)
}

/** 50035 with one nested path for each error; nothing when there is none. */
export function refuseForm(errors: readonly FormError[]): void {
  if (errors.length > 0) throw new Refusal(400, 50035, 'Invalid Form Body', { errors: nest(errors) })
}

interface Branch {
  readonly [key: string]: Branch | { readonly code: string; readonly message: string }[]
}

function nest(errors: readonly FormError[]): Branch {
  const here = errors.filter(error => error.path.length === 0)
  const keys = [...new Set(errors.flatMap(error => error.path.slice(0, 1)).map(String))]
  const below = keys.map(key => {
    const inside = errors.filter(error => error.path.length > 0 && String(error.path[0]) === key)
    return [key, nest(inside.map(error => ({ ...error, path: error.path.slice(1) })))] as const
  })
  const own = here.map(({ code, message }) => ({ code, message }))
  return { ...(own.length > 0 && { _errors: own }), ...Object.fromEntries(below) }
}
