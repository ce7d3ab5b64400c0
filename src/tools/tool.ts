/** Something that the command line does: `counterpoint check`. */
export interface Tool {
  readonly name: string
  /** One line for the list of tools. */
  readonly summary: string
  /** All of `--help`: how it is called, what it takes, what its exit codes mean. */
  readonly usage: string
  /** Resolves with the exit code: 0 done, 1 there are problems. A `UsageError`, or one of `parseArgs`, becomes exit code 2. */
  run(words: readonly string[], io: Io): Promise<number>
}

export type Environment = Readonly<Record<string, string | undefined>>

/** All that a tool has of the world. */
export interface Io {
  /** Standard output: what was asked for. */
  out(text: string): void
  /** Standard error: what is wrong, and how far it is. */
  err(text: string): void
  /** Standard input to its end, or its first `most` bytes. */
  input(most: number): Promise<Buffer>
  /** Somebody watches: progress is shown, and goes to standard error. */
  readonly isTerminal: boolean
  /** Standard output shows colour. */
  readonly colour: boolean
  /** Columns of standard output; infinite where lines need not be broken. */
  readonly width: number
  readonly environment: Environment
  /** Milliseconds since 1970. */
  now(): number
}

/** The words cannot be meant; its message says which. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
