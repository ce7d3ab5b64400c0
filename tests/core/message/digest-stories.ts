import type { DigestItem } from '../../../src/core/library/selection.ts'
import { read } from '../../../src/core/reading/read.ts'
import { changesSince, revisionOf } from '../../../src/core/story/revision.ts'
import type { Story } from '../../../src/core/story/story.ts'

const BUSES = `---
id: free-buses
date: 2026-01-14
topics: [transport]
---
# Velden makes its buses free for everybody

## Facts
- The council of Velden voted 21 to 18 on Wednesday to drop fares on all 46 bus lines from March 1.[^1][^2]
- Fares brought in 31 million crowns last year, about a quarter of what the buses cost.[^2]
- A parking charge in the center is to rise by half to make up for it.[^3]

## Narratives
### Left narrative
Provided by: [The Velden Worker](https://example.org/worker/free-buses)

A bus is a public good like a street lamp. Whoever earns least waits longest at the stop and pays the most of what is earned, and a city that wants clean air has to make the clean way the easy one.

### Right narrative
Provided by: [Market Street Journal]

Nothing is free: those who never ride will pay for those who do. What passengers miss is not a lower fare but a bus that comes, and money for more drivers has just been given away.

## Forecast
Provided by: [Council Watch](https://example.org/watch/buses)

There is a 35% chance that fares return before 2028.

## Sources
[^1]: [Velden Courier](https://example.org/courier/vote) Council drops bus fares
[^2]: [Radio Norrland](https://example.org/norrland/buses)
[^3]: [City Hall Notes]
`

const WOLVES = `---
id: wolf-cull
date: 2026-01-12
topics: [nature]
---
# Parliament lets hunters shoot 40 wolves

## Facts
- Parliament allowed hunters on Monday to shoot 40 wolves this winter, the first such hunt since 1987.[^1]
- The last count found 310 wolves, 60 more than a year before.[^2]
- Wolves killed 1,150 sheep last year, by the ministry's count.[^1][^2]

## Narratives
### Pro-hunt narrative
Provided by: [The Hill Farmer]

Shepherds have put up fences, kept dogs and lost their sheep all the same. Forty animals of more than three hundred are no extinction, and a wolf that knows the gun keeps away from the fold.

### Anti-hunt narrative
Provided by: [Green Line](https://example.org/green/wolves)

A hunt breaks up packs, and lone wolves take more sheep, not fewer. Where fences were paid for in full, losses fell by half, so the state should pay for fences rather than for cartridges.

## Sources
[^1]: [Velden Courier](https://example.org/courier/wolves)
[^2]: [Wildlife Survey](https://example.org/survey/2025) Winter count
`

const PHONES = `---
id: school-phones
date: 2026-01-15
topics: [schools]
---
# Phones stay out of classrooms up to grade nine

## Facts
- The school board decided on Thursday that pupils up to grade nine hand in their phones in the morning.[^1][^2]
- Some 64,000 pupils in 210 schools are concerned.[^1]

## Narratives
### Board view
Provided by: [Chalk and Board]

Lessons need minds that are there. In the schools that tried it, teachers speak of quiet rooms and of children who talk with each other again at noon.

### Pupils' view
Provided by: [Youth Wire](https://example.org/wire/phones)

A locked box teaches nobody how to use a phone well. Whoever is trusted with a bank card and a night bus at fifteen can be trusted with a phone in a bag.

## Updates
- 2026-01-15 corrected: 210 schools are concerned, not 201.[^1]

## Sources
[^1]: [Radio Norrland](https://example.org/norrland/phones)
[^2]: [Parents' Post]
`

function one(text: string): Story {
  const [story] = read(text, 'story.md').stories
  if (story === undefined) throw new Error('The text holds no story.')
  return story
}

const phones = one(PHONES)
/** What the channel had: without the correction, the pupils' outlet and the last words of a fact. */
const had: Story = {
  ...phones,
  facts: phones.facts.map(fact => ({ ...fact, text: fact.text.replace(' in the morning', '').replace('210', '201') })),
  narratives: phones.narratives.map((side, index) => (index === 0 ? side : { ...side, providers: [] })),
  updates: [],
}

export const update: DigestItem & { readonly changes: readonly string[] } = {
  story: phones,
  changes: changesSince(revisionOf(had).snapshot, phones),
}
export const buses: DigestItem = { story: one(BUSES) }

/** A digest of three invented stories. */
export const DIGEST: readonly DigestItem[] = [update, buses, { story: one(WOLVES) }]
