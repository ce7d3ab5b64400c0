// Lines that news sites and newsletters print around a story. Grows with what people paste; each is a whole line.
const FURNITURE: ReadonlySet<string> = new Set([
  'accept all cookies',
  'advertisement',
  'article continues below',
  'back to top',
  'close',
  'copy link',
  'critical',
  'enter your email',
  'establishment split',
  'follow us',
  'go deeper',
  'listen',
  'listen to this article',
  'load more',
  'log in',
  'log out',
  'login',
  'menu',
  'more stories',
  'political split',
  'print',
  'pro',
  'read more',
  'read the full story',
  'register',
  'related articles',
  'related stories',
  'save',
  'search',
  'see all',
  'see less',
  'see more',
  'see source',
  'see sources',
  'share',
  'share this article',
  'share this story',
  'show less',
  'show more',
  'show sources',
  'sign in',
  'sign out',
  'sign up',
  'skip to content',
  'skip to main content',
  'sponsored',
  'subscribe',
  'subscribe now',
  'unsubscribe',
  'view in browser',
])

/** The names of a site's pages, as they stand in its menus. */
const PAGES: ReadonlySet<string> = new Set(
  `about|about us|account|all news|arts|business|careers|climate|contact|contact us|controversies|cookie policy|cookies|culture|donate|economy
education|email|entertainment|environment|events|facebook|faq|faqs|finance|health|help|home|homepage|imprint|instagram|latest|latest news
lifestyle|linkedin|local|media|money|my account|news|newsletter|newsletters|opinion|our mission|podcast|podcasts|politics|press|privacy
privacy policy|reddit|rss|science|settings|sport|sports|support us|tech|technology|telegram|terms|terms and conditions|terms of service
terms of use|threads|tiktok|top stories|topics|travel|trending|twitter|us|usa|video|videos|weather|whatsapp|world|x|youtube`.split(
    /[|\n]/,
  ),
)

const OFFERS: readonly RegExp[] = [
  /^(?:sign up|subscribe)\b.*\b(?:newsletter|newsletters|e-?mail|inbox|briefing|digest|free)[.!]?$/,
  /^get (?:our|the) (?:free )?(?:app|newsletter|daily (?:newsletter|briefing|digest))\b.*$/,
  /^(?:©|copyright\b).{0,80}$/,
  /^all rights reserved\.?$/,
  /^more (?:[\p{L}-]{1,20} ){1,4}(?:stance )?articles$/u,
  /^(?:version|ver\.|v)\s?\d{1,4}(?:\.\d{1,4}){0,3}(?:\s?[·|,(–—-].{0,60})?(?<!\.)$/,
  /^(?:last )?(?:updated|edited|modified)(?: on| at|:)? (?:\p{L}{3,9}[.,]{0,2} ){0,2}\d[\d\p{L}:,. /-]{0,30}(?<!\.)$/u,
  /^\d{1,3}[ -]min(?:ute)?s?(?: read)?$/,
  /^share on \p{L}{1,20}$/u,
  /^\d{1,6} comments?$/,
  /^(?:left|critical)\s*[-–—|/\s]\s*(?:center|neutral)?\s*[-–—|/]?\s*(?:right|pro)$/,
]

// What is printed at a picture: who made it, with or without what it shows.
const CREDITS: readonly RegExp[] = [
  /^[([]?(?:(?:cover|file|stock|lead|header) )?(?:photo|photos|photograph|photographs|image|images|picture|pictures|illustration|graphic|screenshot|caption)(?: (?:credit|credits|copyright|source|courtesy))?(?:\s?[:©/]| by | courtesy of | via )/,
  /^(?:photo|image|picture|video) (?:copyright|credit|source|courtesy) [^.]{2,80}$/,
  /^[([]?(?:credit|credits|photo credit|image credit)\s?:/,
  /\b(?:photo|image|picture|illustration|photograph)s?(?: (?:credit|by|courtesy of))?\s?[:/] ?[^.!?]{2,80}[)\]]?$/,
  /[([](?:photo by |photo: |image: |credit: )[^()[\]]{2,80}[)\]]\.?$/,
  /(?:[/|–—-]|\bvia\b)\s?(?:getty images|getty|shutterstock|alamy|unsplash|epa-efe|wikimedia commons|pixabay|ap photo)[)\]]?$/,
  /[([](?:ap photo|[^()[\]/]{2,60}\/(?:ap|afp|reuters|epa|getty|dpa|upi|kcna|tass|xinhua))\b[^()[\]]{0,60}[)\]]\.?$/,
  /^[([]?(?:getty images|getty|shutterstock|alamy|unsplash|ap photo|wikimedia commons)[)\]]?$/,
  /^(?:ap photo|afp|reuters|epa|getty images|shutterstock|unsplash)\s?\/.{2,80}$/,
]

/** Whether a line says who made a picture, with or without what it shows. */
export function isCredit(line: string): boolean {
  const text = line.length > 200 ? '' : line.trim().toLowerCase()
  return !/\d$/.test(text) && CREDITS.some(credit => credit.test(text))
}

/** Whether a line introduces a scale whose ends follow it: `Political split`. */
export function isSplit(line: string): boolean {
  return /^(?:political|establishment) split:?$/i.test(line.trim())
}

/** Whether a line is the name of a page in a site's menu, which may be a title too: `Politics`. */
export function isPage(line: string): boolean {
  return PAGES.has(line.trim().toLowerCase())
}

function isByline(text: string): boolean {
  if (!text.startsWith('By ') && !text.startsWith('BY ')) return false
  const names = text.slice(3).split(/, | and | & /)
  return (
    names.length < 5 && names.every(name => /^\p{Lu}[\p{L}.'’-]{0,30}(?: \p{Lu}[\p{L}.'’-]{0,30}){1,3}$/u.test(name))
  )
}

function isMenu(text: string): boolean {
  const parts = text.split(/\s?[|·•/»>]\s?/)
  if (parts.length > 1) return parts.every(part => PAGES.has(part.trim()) || FURNITURE.has(part.trim()))
  const words = text.split(/\s+/)
  return PAGES.has(text) || (words.length > 2 && words.every(word => PAGES.has(word)))
}

/** Whether a line is furniture of the site that it was copied from (`Show more`): known, and no part of a story. */
export function isFurniture(line: string): boolean {
  if (line.length > 200) return false
  const text = line.trim().toLowerCase()
  if (isByline(line.trim())) return true
  if (FURNITURE.has(text) || isMenu(text.replace(/^[-*•]\s*/, '')) || isSplit(text)) return true
  return isCredit(line) || (text.length <= 120 && OFFERS.some(offer => offer.test(text)))
}
