import { cleanText } from '../core/message/clean.ts'
import type { Io } from './tool.ts'

export type Colour = 'red' | 'green' | 'yellow' | 'dim' | 'bold'

/** https://www.ecma-international.org/publications-and-standards/standards/ecma-48/ 8.3.117 */
const CODES: Readonly<Record<Colour, number>> = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 }

/** A line of text in this colour, where standard output shows it. What stories say is in it, so nothing in it commands a terminal. */
export function paint({ colour }: Pick<Io, 'colour'>, how: Colour, text: string): string {
  const clean = plain(text)
  return colour ? `\u001b[${CODES[how]}m${clean}\u001b[0m` : clean
}

/** The same without colour. */
export function plain(text: string): string {
  return cleanText(text).replaceAll('\n', ' ')
}
