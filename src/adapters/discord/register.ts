import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
} from 'discord.js'
import type { Command, Word } from '../../commands/command.ts'
import { cleanLine } from '../../core/message/clean.ts'
import { shorten } from '../../core/message/shorten.ts'
import { say } from '../../core/words/words.ts'
import { ONLY_ME } from './hear.ts'
import { LIMITS } from './limits.ts'

/**
 * Our commands as Discord registers them. None asks for a permission: Discord has one for a whole command, and some of what
 * a command does is for everybody, so who may do the rest is checked when it is asked.
 */
export function registration(commands: readonly Command[]): readonly RESTPostAPIChatInputApplicationCommandsJSONBody[] {
  return commands.map(command => ({
    type: ApplicationCommandType.ChatInput,
    name: command.called,
    description: say(command.summary),
    options: command.subcommands.length === 0 ? options(command.words) : command.subcommands.map(subcommand),
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  }))
}

function subcommand({ name, summary, words }: Command['subcommands'][number]) {
  const type = ApplicationCommandOptionType.Subcommand as const
  return { type, name, description: say(summary), options: options(words) }
}

/** Discord wants the required ones first. */
function options(words: readonly Word[]) {
  const typed = words.filter(word => word.typed)
  return [...typed.filter(word => word.required), ...typed.filter(word => !word.required)].map(option)
}

function option(word: Word) {
  const told = { name: word.name, description: say(word.summary), required: word.required }
  if (word.kind === 'number') {
    const range = word.range === undefined ? {} : { min_value: word.range.least, max_value: word.range.most }
    return { type: ApplicationCommandOptionType.Integer as const, ...told, ...range }
  }
  const described = { type: ApplicationCommandOptionType.String as const, ...told }
  const fixed = choicesOf(word)
  if (fixed.length > 0) return { ...described, choices: fixed }
  return isSuggested(word.kind) ? { ...described, autocomplete: true as const } : described
}

function choicesOf(word: Word) {
  if (word.kind === 'visibility') {
    return [
      { name: say('command.story.everyone'), value: 'everyone' },
      { name: say('command.story.only-me'), value: ONLY_ME },
    ]
  }
  const choices = word.choices ?? []
  // More than Discord shows at once have to be looked for.
  if (choices.length > LIMITS.choices) return []
  return choices.map(({ label, value }) => ({ name: shorten(cleanLine(label), LIMITS.choiceName), value }))
}

function isSuggested(kind: Word['kind']): boolean {
  switch (kind) {
    case 'story':
    case 'time':
    case 'zone':
    case 'topics':
    case 'day':
      return true
    case 'text':
    case 'part':
    case 'visibility':
    case 'layout':
    case 'number':
    case 'span':
      return false
  }
}
