/**
 * Slack's numbers under Slack's names. Lengths are counted in UTF-16 units of the text as it was sent, entities unresolved:
 * Slack does not say how it counts, and this is the strictest reading.
 * https://docs.slack.dev/reference/block-kit/blocks and https://docs.slack.dev/reference/block-kit/block-elements
 */
export const limits = {
  message: {
    blocks: 50,
    /** Longer texts of `chat.postMessage` are truncated; elsewhere they are `msg_too_long`. */
    text: 40_000,
    /**
     * Not documented: `msg_blocks_too_long` was reported for 13,200 and for 11,300 characters over all blocks together.
     * https://github.com/slackapi/bolt-js/issues/2509
     */
    allBlocksText: 11_000,
    /** `markdown` blocks, all of a payload together. */
    markdown: 12_000,
    metadataBytes: 16_384,
  },
  view: {
    blocks: 100,
    bytes: 256_000,
    title: 24,
    submit: 24,
    close: 24,
    private_metadata: 3000,
    callback_id: 255,
    external_id: 255,
    stack: 3,
  },
  block_id: 255,
  action_id: 255,
  section: { text: 3000, fields: 10, field: 2000 },
  header: { text: 150 },
  context: { elements: 10, text: 3000 },
  context_actions: { elements: 5 },
  actions: { elements: 25 },
  image: { image_url: 3000, alt_text: 2000, title: 2000 },
  input: { label: 2000, hint: 2000 },
  markdown: { text: 12_000 },
  table: { rows: 100, cells: 20 },
  data_table: { rows: 101, cells: 20, caption: 1000, page_size: 100 },
  container: { title: 150, subtitle: 150, child_blocks: 10 },
  alert: { text: 3000 },
  rich_text: { indent: 8 },
  button: { text: 75, value: 2000, url: 3000, accessibility_label: 75 },
  option: { text: 75, value: 75, description: 75, url: 3000 },
  option_group: { label: 75 },
  select: { options: 100, option_groups: 100, placeholder: 150 },
  overflow: { options: 5 },
  checkboxes: { options: 10 },
  radio_buttons: { options: 10 },
  plain_text_input: { length: 3000, placeholder: 150 },
  confirm: { title: 100, text: 300, confirm: 30, deny: 30 },
  response_url: { uses: 5, ms: 30 * 60_000 },
  trigger_id: { ms: 3000 },
  history: { limit: 999, defaultLimit: 100, distributedLimit: 15 },
  block_suggestion: { options: 100, min_query_length: 3 },
  socketMode: { connections: 10 },
} as const

/** Calls per minute. https://docs.slack.dev/apis/web-api/rate-limits */
export const tiers = { tier1: 1, tier2: 20, tier3: 50, tier4: 100 } as const

/** `chat.postMessage`: one a second in each channel, with short bursts let through. */
export const posting = { perMs: 1000, burst: 3 } as const

/** When an event that was not acknowledged comes again, after the first wait: at once, after a minute, after five. */
export const eventRetryDelaysMs = [0, 60_000, 300_000] as const

/** How long an app has to acknowledge. */
export const patienceMs = 3000
