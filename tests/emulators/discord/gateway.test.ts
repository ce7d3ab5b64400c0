import { Events, GatewayIntentBits, type Message, Partials } from 'discord.js'
import { afterEach, expect, test } from 'vitest'
import { startDiscord } from '../../../src/emulators/discord/discord-emulator.ts'
import { asked, login, type Stage, stage } from './bot.ts'

let here: Stage | undefined
afterEach(async () => {
  await here?.close()
  here = undefined
})

const event = (stage: Stage, name: string) => new Promise<void>(resolve => stage.client.once(name, () => resolve()))

test('a wrong token is not let in', async () => {
  const discord = await startDiscord()
  const wrong = { ...discord, credentials: { ...discord.credentials, DISCORD_TOKEN: 'no' } }
  await expect(login(wrong)).rejects.toThrow('An invalid token was provided.')
  await discord.close()
})

test('a privileged intent that is not switched on is refused', async () => {
  const discord = await startDiscord()
  const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.MessageContent]
  await expect(login(discord, { intents })).rejects.toThrow('Used disallowed intents')
  await discord.close()
})

test('a client that is ready knows the server, its channels and what the bot may do there', async () => {
  here = await stage()
  const channel = here.client.guilds.cache.first()?.channels.cache.get(here.discord.id('news'))
  expect(channel?.permissionsFor(here.client.user)?.bitfield).toBe(309237730304n)
  expect(here.client.guilds.cache.map(guild => guild.name)).toEqual(['The Newsroom'])
})

test.each([{ announced: true }, { announced: false }])(
  'what happens while the socket is away comes after it, %j',
  async how => {
    here = await stage()
    const resumed = event(here, Events.ShardResume)
    here.discord.fail({ kind: 'disconnect', ...how })
    const { interaction } = await asked(here)
    expect(interaction.user.username).toBe('ana')
    await resumed
  },
)

test('a delivery can come twice', async () => {
  here = await stage()
  const ids: string[] = []
  const twice = new Promise<void>(resolve => {
    here?.client.on('interactionCreate', interaction => {
      if (ids.push(interaction.id) === 2) resolve()
    })
  })
  here.discord.fail({ kind: 'duplicate' })
  void here.discord.as('ana').in('news').type('/story korea')
  await twice
  expect(new Set(ids).size).toBe(1)
})

test('nobody is connected until somebody is', async () => {
  const discord = await startDiscord()
  await expect(discord.connected(5)).rejects.toThrow('Waited 5 ms for a bot that is connected')
  const waiting = discord.connected()
  const client = await login(discord)
  await waiting
  await client.destroy()
  await discord.close()
})

test('a person whose command reaches nobody is told so', async () => {
  const alone = await stage({ patienceMs: 50 })
  await alone.client.destroy()
  const outcome = await alone.discord.as('ana').in('news').type('/story korea')
  expect(outcome).toMatchObject({ acknowledged: false, error: 'The application did not respond' })
  await alone.discord.close()
})

test('removal and outage are told apart', async () => {
  here = await stage()
  const outage = event(here, Events.GuildUnavailable)
  here.discord.guild('outage')
  await outage
  const back = event(here, Events.GuildAvailable)
  here.discord.guild('restored')
  await back
  const removed = event(here, Events.GuildDelete)
  here.discord.guild('removed')
  await removed
  const outcome = await here.discord.as('ana').in('news').type('/story korea')
  expect(outcome.error).toBe('There is no command /story here.')
})

test('a server that is away at the start holds the client up no longer than it allows', async () => {
  const discord = await startDiscord()
  discord.guild('outage')
  const client = await login(discord, { waitGuildTimeout: 50 })
  expect(client.guilds.cache.get(discord.id('guild'))?.available).toBe(false)
  await client.destroy()
  await discord.close()
})

test('with the Guilds intent alone the bot hears no messages', async () => {
  here = await stage()
  const heard: string[] = []
  here.client.on('messageCreate', message => void heard.push(message.content))
  await expect(here.discord.as('ana').in('news').say('Hello')).resolves.toMatchObject({ acknowledged: false })
  await asked(here)
  expect(heard).toEqual([])
})

test('without the Message Content intent, content comes only with a mention or in a direct message', async () => {
  const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages]
  here = await stage({}, { intents, partials: [Partials.Channel] })
  const { discord, client } = here
  const heard: string[] = []
  const third = new Promise<void>(resolve => {
    client.on('messageCreate', (message: Message) => {
      if (heard.push(message.content) === 3) resolve()
    })
  })
  await discord.as('ana').in('news').say('Overheard')
  await discord.as('ana').in('news').mention('hello')
  await discord.as('ana').in('bot').say('In private')
  await third
  expect(heard).toEqual(['', `<@${client.user.id}> hello`, 'In private'])
})

test('what is said in a channel that the bot cannot see stays there', async () => {
  const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages]
  here = await stage(
    { privilegedIntents: GatewayIntentBits.MessageContent },
    { intents: [...intents, GatewayIntentBits.MessageContent] },
  )
  const heard = new Promise<string>(resolve => here?.client.once('messageCreate', message => resolve(message.content)))
  await here.discord.as('ana').in('lobby').say('Among us')
  await here.discord.as('ana').in('news').say('For all')
  expect(await heard).toBe('For all')
})
