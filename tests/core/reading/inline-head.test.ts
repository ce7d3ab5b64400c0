import { describe, expect, it } from 'vitest'
import { cutAtHeads } from '../../../src/core/reading/printed/inline-head.ts'

describe('a paragraph with heads in it', () => {
  it.each([
    ['LEFT: One. RIGHT: Two.', ['LEFT: One.', 'RIGHT: Two.']],
    [
      'It opened. (Reuters) LEFT NARRATIVE: One. PRO-RIVER PARK NARRATIVE: Two.',
      ['It opened. (Reuters)', 'LEFT NARRATIVE: One.', 'PRO-RIVER PARK NARRATIVE: Two.'],
    ],
    ['FACTS: It opened.1 NARRATIVE A: One.', ['FACTS: It opened.1', 'NARRATIVE A: One.']],
    ['Left: One. Right: Two.', ['Left: One.', 'Right: Two.']],
    ['Left narrative: One. Right narrative: Two.', ['Left narrative: One.', 'Right narrative: Two.']],
    [
      'Left narrative, as provided by Vox. One. Right narrative, as provided by DW. Two.',
      ['Left narrative, as provided by Vox. One.', 'Right narrative, as provided by DW. Two.'],
    ],
    ['It opened.1 Sources: 1Reuters.', ['It opened.1', 'Sources: 1Reuters.']],
    ['The choice is plain. Left: nothing.', ['The choice is plain. Left: nothing.']],
    [
      'There is one answer: no. Right after the vote, it closed.',
      ['There is one answer: no. Right after the vote, it closed.'],
    ],
    ['It opened. BBC News RIGHT: It is late.', ['It opened. BBC News', 'RIGHT: It is late.']],
    [
      'It opened. Reuters; BBC News LEFT: One. RIGHT: Two.',
      ['It opened. Reuters; BBC News', 'LEFT: One.', 'RIGHT: Two.'],
    ],
    ['Nobody takes the BBC RIGHT: it is late.', ['Nobody takes the BBC RIGHT: it is late.']],
  ])('%j is cut into %j', (text, pieces) => {
    expect(cutAtHeads(text)).toEqual(pieces)
  })
})
