import type { Seen } from '../../src/emulators/emulator.ts'
import type { Stage } from '../walks/stage.ts'
import { posts, storyDocument } from '../walks/stage.ts'
import { ran } from './captured.ts'

export const THREE = { ...storyDocument('ports'), ...storyDocument('quays'), ...storyDocument('docks') }
export const RETRACTED = /Retracted by its editors on \d+ \w+ \d{4}\./gu

/** A channel that was told a digest of all stories of a stage, with a bot that runs on. */
export interface Digested {
  readonly stage: Stage
  retract(...words: readonly string[]): ReturnType<typeof ran>
  readonly seen: () => readonly Seen[]
  readonly root: () => Seen
  /** What tells of that story, the root among it. */
  readonly about: (story: string) => readonly Seen[]
  /** How often it is said that something was retracted. */
  readonly said: () => number
}

export async function digested(opening: Promise<Stage>): Promise<Digested> {
  const here = watched(await opening)
  await here.stage.emulator.as('ana').in('news').type('/digest now')
  await here.stage.rest('news')
  return here
}

/** The same before anything is told there. */
export function watched(stage: Stage): Digested {
  const seen = () => posts(stage.emulator.seen('news'))
  return {
    stage,
    async retract(...words) {
      const { emulator, dataDir, storiesDir } = stage
      const environment = { ...emulator.credentials, DATA_DIR: dataDir, STORIES_DIR: storiesDir }
      const done = await ran(['retract', ...words], { environment, now: Date.now })
      // What the tool had begun of others' steps and left goes on with the next request, or within the minute.
      await emulator.as('ana').in('general').type('/story help')
      await stage.rest('news')
      return done
    },
    seen,
    root: () => seen()[0]!,
    about: story => seen().filter(({ text }) => text.includes(`harbor of ${story} `)),
    said: () => seen().flatMap(({ text }) => text.match(RETRACTED) ?? []).length,
  }
}

export function labels(message: Seen): readonly string[] {
  return message.buttons.map(button => button.label)
}
