import { expect, test } from 'vitest'
import { stage } from './bot.ts'

test('the real client logs in, registers a command and answers it', async () => {
  const { discord, client, close } = await stage()
  await client.application.commands.set([
    {
      name: 'story',
      description: 'A story',
      options: [{ type: 3, name: 'topic', description: 'What about', required: true }],
    },
  ])
  client.on('interactionCreate', interaction => {
    if (interaction.isChatInputCommand())
      void interaction.reply({ content: `**About** ${interaction.options.getString('topic')}` })
  })
  const outcome = await discord.as('ana').in('news').type('/story north-korea')
  expect(outcome).toMatchObject({ acknowledged: true })
  expect(discord.seen('news').map(message => message.text)).toEqual(['About north-korea'])
  expect(discord.defects()).toEqual([])
  await close()
})
