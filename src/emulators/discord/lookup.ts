import type { Seen } from '../emulator.ts'
import { homeOf, type Place } from './place.ts'
import { seenOf } from './reading.ts'
import { byAge } from './snowflake.ts'
import type { State } from './state.ts'

// By the names that people use: channels, persons, roles.

/** A channel by name or id, with its threads; `bot` stands for everybody's direct messages. */
export function placesOf(state: State, channel: string): readonly Place[] {
  const all = [...state.places.values()]
  const named = all.filter(place => place.kind !== 'thread' && place.name === channel)
  const wanted = named.length > 0 ? named : all.filter(place => place.id === channel)
  if (wanted.length === 0) throw new Error(`No channel ${channel}; there are ${names(state).join(', ')}.`)
  return all.filter(place => wanted.includes(place) || wanted.includes(homeOf(place)))
}

function names(state: State): readonly string[] {
  return [...new Set([...state.places.values()].filter(place => place.kind !== 'thread').map(place => place.name))]
}

/** Where a person sits: a channel, or a thread in it; of direct messages, their own. */
export function seatAt(state: State, person: string, channel: string, thread: string | undefined): Place {
  const places = placesOf(state, channel).filter(place => place.kind !== 'direct' || place.person.name === person)
  const [home] = places.filter(place => place.id === channel || place.kind !== 'thread')
  const place = thread === undefined ? home : places.find(one => one.kind === 'thread' && one.id === thread)
  if (!place) throw new Error(`No thread ${thread} in ${channel}.`)
  return place
}

/** Everything that can be seen in a channel and in its threads, in order. */
export function seen(state: State, channel: string): readonly Seen[] {
  const messages = placesOf(state, channel).flatMap(place => state.said.get(place.id) ?? [])
  return messages.toSorted((a, b) => byAge(a.id, b.id)).map(message => seenOf(state, message))
}

/** Looks now and after every change, until something is there. */
export function waitFor<T>(state: State, withinMs: number, what: string, look: () => T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      state.watchers.delete(watch)
    }
    const watch = () => {
      const found = look()
      if (found === undefined) return
      stop()
      resolve(found)
    }
    const timer = setTimeout(() => {
      stop()
      reject(new Error(`Waited ${withinMs} ms for ${what}.`))
    }, withinMs)
    state.watchers.add(watch)
    watch()
  })
}

/** The id of a channel, person, bot or role; `guild` is the server. */
export function idOf(state: State, name: string): string {
  if (name === 'guild') return state.guild
  const accounts = [state.bot, state.owner, ...state.people]
  const known = [...state.places.values(), ...accounts, ...state.roles].find(one => one.name === name)
  if (!known) throw new Error(`Nothing is called ${name}.`)
  return known.id
}
