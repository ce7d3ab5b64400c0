/** https://discord.com/developers/docs/events/gateway#gateway-intents */
export const INTENT = {
  guilds: 1 << 0,
  members: 1 << 1,
  presences: 1 << 8,
  guildMessages: 1 << 9,
  directMessages: 1 << 12,
  messageContent: 1 << 15,
} as const

/** Asked for without having been switched on for the application: close code 4014. */
export const PRIVILEGED = INTENT.members | INTENT.presences | INTENT.messageContent

/** Every bit that has a meaning; another one is close code 4013. */
export const KNOWN = [...Array.from({ length: 17 }, (_, shift) => shift), 20, 21, 24, 25].reduce(
  (all, shift) => all | (1 << shift),
  0,
)
