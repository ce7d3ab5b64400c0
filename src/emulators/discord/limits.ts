// Discord's numbers under Discord's names. https://discord.com/developers/docs/resources/message
// and https://discord.com/developers/docs/components/reference

export const MESSAGE = { content: 2000, nonce: 25, attachments: 10, stickers: 3 } as const

export const EMBED = {
  count: 10,
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  author: 256,
  total: 6000,
} as const

export const COMPONENTS = {
  legacyRows: 5,
  total: 40,
  text: 4000,
  /** Above this, Discord answers HTTP 500. https://github.com/discord/discord-api-docs/issues/8554 */
  storedBytes: 10_170,
  storedBytesPerTextDisplay: 12,
  buttonsInRow: 5,
  sectionTexts: 3,
  galleryItems: 10,
  id: 2_147_483_647,
  customId: 100,
  buttonLabel: 80,
  buttonUrl: 512,
  selectOptions: 25,
  selectLabel: 100,
  selectValue: 100,
  selectDescription: 100,
  placeholder: 150,
  altText: 1024,
  mediaUrl: 2048,
  color: 0xffffff,
} as const

export const MODAL = {
  title: 45,
  components: 5,
  label: 45,
  description: 100,
  inputValue: 4000,
  inputPlaceholder: 100,
  radioOptions: 10,
  checkboxOptions: 10,
} as const

export const POLL = { question: 300, answers: 10, answer: 55, hours: 768 } as const

export const COMMAND = {
  name: 32,
  description: 100,
  options: 25,
  choices: 25,
  choiceName: 100,
  choiceValue: 100,
  characters: 8000,
  perKind: { 1: 100, 2: 15, 3: 15, 4: 1 },
} as const

export const AUTOCOMPLETE = { choices: 25, name: 100, value: 100 } as const

export const THREAD = {
  name: 100,
  archiveMinutes: [60, 1440, 4320, 10_080],
  active: 1000,
  appliedTags: 5,
  availableTags: 20,
  slowmodeSeconds: 21_600,
} as const

export const INTERACTION = { tokenMs: 15 * 60_000, patienceMs: 3000 } as const

export const NONCE = { rememberedMs: 5 * 60_000 } as const

export const RATE = {
  requestsPerSecond: 50,
  /**
   * In each channel, a window that begins with its first call. Discord documents no numbers, it tells them in the headers of
   * its answers; five in five seconds is what bots have been told there for messages.
   */
  route: { calls: 5, perMs: 5000 },
  routes: [
    'POST /channels/:id/messages',
    'PATCH /channels/:id/messages/:id',
    'POST /channels/:id/messages/:id/threads',
  ],
  crosspostsPerHour: 10,
  invalidRequests: 10_000,
  invalidWindowMs: 10 * 60_000,
  identifiesPerDay: 1000,
} as const

export const FLAG = {
  crossposted: 1 << 0,
  suppressEmbeds: 1 << 2,
  hasThread: 1 << 5,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const
