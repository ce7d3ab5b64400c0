/** Something in a document that an editor has to mend, with a place that can be opened. */
export interface Problem {
  /** As given to the reader, usually a path relative to the stories folder. */
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  /** What is wrong, then what to do, in one or two sentences. */
  readonly message: string
}

/** `seeds/ports.md:14  "Union view" cites [3], but there are 2 sources. …` */
export function describeProblem(problem: Problem): string {
  return `${problem.file}:${problem.line}  ${problem.message}`
}
