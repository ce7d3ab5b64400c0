/** Calls `act` once nothing more has come for `ms`; of answers that overtake each other, only the newest is wanted. */
export function debounced<Asked, Answer>(
  ms: number,
  act: (asked: Asked) => Promise<Answer>,
  then: (answer: Answer, asked: Asked) => void,
): { readonly ask: (asked: Asked) => void; readonly forget: () => void } {
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  function forget(): void {
    turn += 1
    clearTimeout(timer)
  }
  return {
    forget,
    ask(asked) {
      forget()
      const own = turn
      timer = setTimeout(() => {
        void act(asked).then(answer => {
          if (own === turn) then(answer, asked)
        })
      }, ms)
    },
  }
}
