import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
} from 'discord.js'
import type { Command, Word } from '../../commands/command.ts'
import { say } from '../../core/words/words.ts'
import { ONLY_ME } from './hear.ts'

/** Our commands as Discord registers them. */
export function registration(commands: readonly Command[]): readonly RESTPostAPIChatInputApplicationCommandsJSONBody[] {
  return commands.map(command => ({
    type: ApplicationCommandType.ChatInput,
    name: command.called,
    description: say(command.summary),
    options: command.words.filter(word => word.typed).map(option),
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  }))
}

function option(word: Word) {
  const described = {
    type: ApplicationCommandOptionType.String,
    name: word.name,
    description: say(word.summary),
  } as const
  switch (word.kind) {
    case 'visibility':
      return {
        ...described,
        choices: [
          { name: say('command.story.everyone'), value: 'everyone' },
          { name: say('command.story.only-me'), value: ONLY_ME },
        ],
      }
    case 'story':
      return { ...described, autocomplete: true as const }
    case 'text':
    case 'part':
    case 'time':
    case 'zone':
    case 'topics':
    case 'layout':
    case 'day':
    case 'number':
    case 'span':
      return described
  }
}
