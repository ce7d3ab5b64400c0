/** The numbers with room for at least so many: twice as many as before, so that they are seldom copied. */
export function grown(numbers: Int32Array<ArrayBuffer>, room: number): Int32Array<ArrayBuffer> {
  if (numbers.length >= room) return numbers
  const wider = new Int32Array(Math.max(room, numbers.length * 2))
  wider.set(numbers)
  return wider
}
