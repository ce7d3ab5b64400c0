/** A story that is balanced in every way. */
export const PORTS = `---
id: ports
date: 2024-09-03
topics: [ports]
---
# Northport crane crews refuse a final offer

## Facts
- Crews turned down the offer.[^1]

## Narratives
### Left narrative
Provided by: [The Harbor Post]

Driverless cranes invite the strike that they claim to end.

### Right narrative
Provided by: [Dock Daily]

Patience has brought no agreement, so a firm stance is due.

## Sources
[^1]: [Reuters]
`

/** Two stories that the same words mean. */
export const TWO_OF_PORTS = Object.fromEntries(
  [1, 2].map(n => [
    `ports-${n}.md`,
    PORTS.replace('id: ports', `id: ports-${n}`)
      .replace('-03', `-0${n}`)
      .replace(/topics.*\n/u, '')
      .replace('offer\n', `offer, day ${n}\n`),
  ]),
)

/** One side only, and a fact that cites what is not there. */
export const LOPSIDED = `# A bridge opens

## Facts
- The bridge opened.[^1]

## Narratives
### Left narrative
Provided by: [The Harbor Post]

It came late.

## Sources
[^1]: [Reuters]
`

/** A citation of a source that is not listed, on line 4. */
export const MISCITED = LOPSIDED.replace('opened.[^1]', 'opened.[^1][^7]')

/** Two stories as people paste them. */
export const NEWSLETTER = ['A bridge opens in Westport', 'A tunnel closes in Eastport']
  .map(
    title => `${title}
Facts
- The mayor spoke on Monday.1
- The work took four years.2
Sources: 1Reuters and 2BBC News.
Narratives
- Left narrative, as provided by The Guardian. It came late.
- Right narrative, as provided by FOX News. It cost much.
`,
  )
  .join('\n')
