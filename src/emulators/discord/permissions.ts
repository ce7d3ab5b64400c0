/** https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags */
const BITS = {
  CREATE_INSTANT_INVITE: 0n,
  KICK_MEMBERS: 1n,
  BAN_MEMBERS: 2n,
  ADMINISTRATOR: 3n,
  MANAGE_CHANNELS: 4n,
  MANAGE_GUILD: 5n,
  ADD_REACTIONS: 6n,
  VIEW_AUDIT_LOG: 7n,
  VIEW_CHANNEL: 10n,
  SEND_MESSAGES: 11n,
  SEND_TTS_MESSAGES: 12n,
  MANAGE_MESSAGES: 13n,
  EMBED_LINKS: 14n,
  ATTACH_FILES: 15n,
  READ_MESSAGE_HISTORY: 16n,
  MENTION_EVERYONE: 17n,
  USE_EXTERNAL_EMOJIS: 18n,
  CHANGE_NICKNAME: 26n,
  MANAGE_NICKNAMES: 27n,
  MANAGE_ROLES: 28n,
  MANAGE_WEBHOOKS: 29n,
  USE_APPLICATION_COMMANDS: 31n,
  MANAGE_THREADS: 34n,
  CREATE_PUBLIC_THREADS: 35n,
  CREATE_PRIVATE_THREADS: 36n,
  USE_EXTERNAL_STICKERS: 37n,
  SEND_MESSAGES_IN_THREADS: 38n,
  SEND_POLLS: 49n,
} as const

export type Permission = keyof typeof BITS

const ALL = Object.values(BITS).reduce<bigint>((all, shift) => all | (1n << shift), 0n)

export function bit(permission: Permission): bigint {
  return 1n << BITS[permission]
}

export function bits(permissions: readonly Permission[]): bigint {
  return permissions.reduce((all, permission) => all | bit(permission), 0n)
}

/** Whether a word from a world's `lacks` names a permission. */
export function isPermission(word: string): word is Permission {
  return Object.hasOwn(BITS, word)
}

export function permissionNames(): readonly string[] {
  return Object.keys(BITS)
}

/** What the invite of a news bot asks for: 309237730304. */
export const INVITED = bits([
  'VIEW_CHANNEL',
  'SEND_MESSAGES',
  'EMBED_LINKS',
  'READ_MESSAGE_HISTORY',
  'CREATE_PUBLIC_THREADS',
  'SEND_MESSAGES_IN_THREADS',
])

/** What people of a usual server may do. */
export const READER =
  INVITED |
  bits([
    'ADD_REACTIONS',
    'ATTACH_FILES',
    'CHANGE_NICKNAME',
    'CREATE_PRIVATE_THREADS',
    'SEND_POLLS',
    'USE_APPLICATION_COMMANDS',
    'USE_EXTERNAL_EMOJIS',
  ])

export const MANAGER = bits([
  'MANAGE_CHANNELS',
  'MANAGE_GUILD',
  'MANAGE_MESSAGES',
  'MANAGE_ROLES',
  'MANAGE_THREADS',
  'MANAGE_WEBHOOKS',
  'MENTION_EVERYONE',
  'VIEW_AUDIT_LOG',
])

/** In a direct message there are no roles; this is what an app may do there. */
export const DIRECT = bits([
  'ADD_REACTIONS',
  'ATTACH_FILES',
  'EMBED_LINKS',
  'MENTION_EVERYONE',
  'READ_MESSAGE_HISTORY',
  'SEND_MESSAGES',
  'USE_EXTERNAL_EMOJIS',
  'VIEW_CHANNEL',
])

export interface Overwrite {
  /** A role's or a member's id. */
  readonly id: string
  readonly kind: 'role' | 'member'
  readonly allow: bigint
  readonly deny: bigint
}

/** A member's permissions in a channel, in Discord's order: roles, then overwrites of everyone, roles and member. */
export function effective(
  member: { readonly id: string; readonly roles: readonly { readonly id: string; readonly permissions: bigint }[] },
  everyone: string,
  overwrites: readonly Overwrite[],
): bigint {
  const base = member.roles.reduce((all, role) => all | role.permissions, 0n)
  if (base & bit('ADMINISTRATOR')) return ALL
  const rules = [
    overwrites.filter(rule => rule.id === everyone),
    overwrites.filter(rule => rule.id !== everyone && member.roles.some(role => role.id === rule.id)),
    overwrites.filter(rule => rule.kind === 'member' && rule.id === member.id),
  ]
  return rules.reduce((held, step) => {
    const deny = step.reduce((all, rule) => all | rule.deny, 0n)
    const allow = step.reduce((all, rule) => all | rule.allow, 0n)
    return (held & ~deny) | allow
  }, base)
}
