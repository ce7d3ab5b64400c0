// What discord.js alone needs, as a comparison: it answers `/story` with a constant, and does nothing else.
import { enableCompileCache } from 'node:module'

enableCompileCache()
const { Client, GatewayIntentBits } = await import('discord.js')

const { DISCORD_TOKEN, DISCORD_API_URL = '' } = process.env
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: DISCORD_API_URL } })
const topic = { type: 3, name: 'topic', description: 'What it is about', required: true }
const story = { name: 'story', description: 'A story from both sides', options: [topic] }

client.once('clientReady', ready => void ready.application.commands.set([story]))
client.on('interactionCreate', interaction => {
  if (interaction.isChatInputCommand()) void interaction.reply('A story.')
})
process.once('SIGTERM', () => {
  void client.destroy().finally(() => process.exit(0))
})
await client.login(DISCORD_TOKEN)
