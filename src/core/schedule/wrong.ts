/** What somebody typed cannot be understood. */
export interface Wrong {
  readonly kind: 'wrong'
  /** What is wrong, in whole sentences. */
  readonly problem: string
  /** What to write instead, as near to what was typed as it can be understood. */
  readonly example: string
}
