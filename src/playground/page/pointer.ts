/** A list that opens under a mouse at rest gets a move too; nobody has pointed at anything then. */
export function moved(event: Event): boolean {
  return event instanceof MouseEvent && (event.movementX !== 0 || event.movementY !== 0)
}
