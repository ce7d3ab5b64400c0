import type { Outcome } from '../emulators/emulator.ts'
import type { Act, Done, From, Platform, Stride } from './page/protocol.ts'
import { BOT, type Town } from './town.ts'
import { fault, obstruct } from './weather.ts'

/** The acts that concern the stories, the clock, and what is behind a message. */
export interface Desk {
  move(stride: Stride): Promise<Done> | Done
  inspect(platform: Platform, place: string, message: string): Promise<Done> | Done
  read(text: string): Promise<Done> | Done
  save(text: string, name: string): Promise<Done> | Done
}

const MENTION = new RegExp(`^@${BOT}\\b\\s*`, 'iu')

/** Does what a person on the page did. Never rejects: whatever goes wrong is a sentence for that person. */
export async function carryOut(town: Town, desk: Desk, act: Act): Promise<Done> {
  try {
    return await dispatch(town, desk, act)
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : 'That did not work.' }
  }
}

async function dispatch(town: Town, desk: Desk, act: Act): Promise<Done> {
  switch (act.act) {
    case 'type':
      return done(await typed(town, act, act.text))
    case 'press':
      return done(await seat(town, act).press(act.message, act.button))
    case 'choose':
      return done(await seat(town, act).choose(act.message, act.select, act.option))
    case 'submit':
      return done(await seat(town, act).submit(act.values))
    case 'dismiss':
      town[act.platform].dismiss(act.person)
      return { ok: true }
    case 'suggest':
      return { ok: true, value: await seat(town, act).suggest(act.typed, act.message, act.select) }
    case 'weather':
      return fault(town, act.platform, act.fault)
    case 'obstacle':
      return obstruct(town, act.platform, act.obstacle, act.there)
    case 'clock':
      return desk.move(act.stride)
    case 'inspect':
      return desk.inspect(act.platform, act.place, act.message)
    case 'read':
      return desk.read(act.text)
    case 'save':
      return desk.save(act.text, act.name)
  }
}

function seat(town: Town, { platform, person, place, thread }: From) {
  return town[platform].as(person).in(place, thread)
}

function typed(town: Town, from: From, text: string): Promise<Outcome> {
  const at = seat(town, from)
  return MENTION.test(text) ? at.mention(text.replace(MENTION, '')) : at.type(text)
}

function done({ error }: Outcome): Done {
  return error === undefined ? { ok: true } : { ok: false, error }
}
