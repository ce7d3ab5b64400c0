/** The platform of a lane, its first part: `slack` of `slack/T01`. */
export function platformOf(lane: string): string {
  return lane.split('/', 1)[0] ?? ''
}
