/** Discord's limits of a message made of components. https://discord.com/developers/docs/components/reference */
export const LIMITS = {
  /** Nested ones counted. */
  components: 40,
  /** Characters of all text displays together. */
  text: 4_000,
  /** Undocumented: HTTP 500 when UTF-8 bytes and 12 for each text display pass it. https://github.com/discord/discord-api-docs/issues/8554 */
  textBytes: 10_170,
  textDisplayBytes: 12,
  /** Buttons in one action row. */
  rowButtons: 5,
  buttonLabel: 80,
  customId: 100,
  selectOptions: 25,
  optionLabel: 100,
  placeholder: 150,
  modalTitle: 45,
  modalComponents: 5,
  inputValue: 4_000,
  inputPlaceholder: 100,
  fieldLabel: 45,
  /** Autocompletion. */
  choices: 25,
  choiceName: 100,
  choiceValue: 100,
  threadName: 100,
  /** Of a forum's post. */
  appliedTags: 5,
  /** Ours: characters of a message, and one display, kept free for the line that says that a story was retracted. */
  retraction: 60,
  /** Of a masked link's address; what a text display holds is limited already. */
  url: 2_048,
  /** Ours: of all addresses after one fact, or of one side's outlets, so that links never take the room of words. */
  addresses: 1_500,
} as const
