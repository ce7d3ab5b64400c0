/** Slack's limits of a message, in characters unless said otherwise. https://docs.slack.dev/reference/block-kit/blocks */
export const LIMITS = {
  blocks: 50,
  /** Ours: blocks of a message kept free for the line that says that a story was retracted. */
  retraction: 1,
  /** Undocumented: `msg_blocks_too_long` was reported at 11,300 characters over all blocks. https://github.com/slackapi/bolt-js/issues/2509 */
  blocksText: 9_000,
  /**
   * Bytes of the text above the blocks, escaped: enforced where a message is edited; a new one is cut at 40,000 characters only.
   * https://gitlab.com/gitlab-org/gitlab/-/merge_requests/258898
   */
  textBytes: 4_000,
  headerText: 150,
  sectionText: 3_000,
  contextText: 2_000,
  /** Elements. */
  actions: 25,
  buttonText: 75,
  actionId: 255,
  placeholder: 150,
  optionText: 75,
  optionValue: 75,
  /** Options. */
  options: 100,
  /** Of a text input, what it starts with included. */
  inputText: 3_000,
  /** Of a form's title and of its button. */
  viewTitle: 24,
  url: 3_000,
  /** Ours: of all addresses after one fact, or of one side's outlets, so that links never take the room of words. */
  addresses: 3_000,
} as const
