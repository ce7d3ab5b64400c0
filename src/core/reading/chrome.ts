// Lines that news sites and newsletters print around a story. Grows with what people paste; each is a whole line.
const FURNITURE: ReadonlySet<string> = new Set([
  'advertisement',
  'back to top',
  'copy link',
  'listen',
  'log in',
  'print',
  'read more',
  'related stories',
  'save',
  'see less',
  'see more',
  'see sources',
  'share',
  'share this story',
  'show less',
  'show more',
  'sign in',
  'sign up',
  'sponsored',
  'subscribe',
  'subscribe now',
  'unsubscribe',
  'view in browser',
])

const OFFERS: readonly RegExp[] = [
  /^(?:sign up|subscribe)\b.*\b(?:newsletter|newsletters|e-?mail|inbox|briefing|digest|free)[.!]?$/,
  /^get (?:our|the) (?:free )?(?:app|newsletter|daily (?:newsletter|briefing|digest))\b.*$/,
  /^(?:©|copyright\b).{0,80}$/,
  /^all rights reserved\.?$/,
]

/** Whether a line is furniture of the site that it was copied from (`Show more`): known, and no part of a story. */
export function isFurniture(line: string): boolean {
  if (line.length > 120) return false
  const text = line.trim().toLowerCase()
  return FURNITURE.has(text) || OFFERS.some(offer => offer.test(text))
}
