// What discord.js alone needs, as a comparison: it answers `/story` with a constant, below which stand as many constant replies
// as REPLIES says (default none, and then no thread), and whatever is typed with a constant choice; it does nothing else. It
// keeps nothing; too many calls are the SDK's business.
import { enableCompileCache } from 'node:module'
import type { ChatInputCommandInteraction } from 'discord.js'

enableCompileCache()
const { Client, GatewayIntentBits } = await import('discord.js')

const { DISCORD_TOKEN, DISCORD_API_URL = '' } = process.env
const replies = Number(process.env.REPLIES ?? 0)
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: DISCORD_API_URL } })
const topic = { type: 3, name: 'topic', description: 'What it is about', required: true, autocomplete: true }
const story = { name: 'story', description: 'A story from both sides', options: [topic] }

async function answer(interaction: ChatInputCommandInteraction): Promise<void> {
  if (replies === 0) {
    await interaction.reply('A story.')
    return
  }
  const { resource } = await interaction.reply({ content: 'A story.', withResponse: true })
  const thread = await resource?.message?.startThread({ name: 'A story.' })
  for (let n = 1; n <= replies; n += 1) await thread?.send(`Side ${n}.`)
}

const failed = (error: unknown) => process.stderr.write(`${String(error)}\n`)
client.once('clientReady', ready => void ready.application.commands.set([story]))
client.on('interactionCreate', interaction => {
  if (interaction.isChatInputCommand()) void answer(interaction).catch(failed)
  if (interaction.isAutocomplete()) void interaction.respond([{ name: 'A story.', value: 'a-story' }]).catch(failed)
})
process.once('SIGTERM', () => {
  void client.destroy().finally(() => process.exit(0))
})
await client.login(DISCORD_TOKEN)
