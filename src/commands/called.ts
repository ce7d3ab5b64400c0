import type { Command } from './command.ts'

/** The command that people mean by a name: the one that it has here, or its own, which stays good where the platform still offers it. */
export function commandCalled<Known extends Pick<Command, 'name' | 'called'>>(
  commands: readonly Known[],
  typed: string,
): Known | undefined {
  return commands.find(command => command.called === typed) ?? commands.find(command => command.name === typed)
}

/** How a command is typed here: `/news`; without a name, or with one that is not known, the first of them. */
export function typedAs(commands: readonly Pick<Command, 'name' | 'called'>[], name?: string): string {
  const command = commands.find(known => known.name === name) ?? commands[0]
  return `/${command?.called ?? name ?? ''}`
}
