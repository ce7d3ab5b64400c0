import { PermissionsBitField } from 'discord.js'

/** What the bot needs in a server, by the names that discord.js gives Discord's permissions. */
const NEEDED = [
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'ReadMessageHistory',
  'CreatePublicThreads',
  'SendMessagesInThreads',
] as const

/** The address that puts the bot into a server. https://discord.com/developers/docs/topics/oauth2#bot-authorization-flow */
export function invitation(application: string): string {
  const permissions = PermissionsBitField.resolve([...NEEDED]).toString()
  return `https://discord.com/oauth2/authorize?client_id=${application}&scope=bot+applications.commands&permissions=${permissions}`
}

/** Which of them a set of permissions lacks, in words: `Create Public Threads`. An administrator lacks nothing. */
export function lacking(permissions: string): readonly string[] {
  const missing = new PermissionsBitField(BigInt(permissions)).missing([...NEEDED])
  return missing.map(name => name.replace(/(?<=[a-z])(?=[A-Z])/gu, ' '))
}
