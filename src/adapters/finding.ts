/** What a look at the platform gave, before the bot connects. It never holds a token. */
export type Finding =
  | { readonly state: 'ok'; readonly what: string }
  /** The remedy is a sentence that a person can follow. */
  | { readonly state: 'problem'; readonly what: string; readonly remedy: string }
