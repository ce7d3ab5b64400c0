import { TYPE } from './component-check.ts'
import { type Json, json, number, objects, text } from './json.ts'
import type { OpenModal } from './modal-state.ts'
import { resolve, SELECT_KINDS } from './option-value.ts'
import type { Place } from './place.ts'
import type { State } from './state.ts'
import { merge, type Typed } from './typed-command.ts'

type Values = Readonly<Record<string, string | readonly string[]>>

interface Filled {
  readonly component: Json
  readonly resolved: Json
  readonly error?: string
}

/** What a client sends when a form is submitted, or why it does not. */
export function readSubmission(state: State, modal: OpenModal, values: Values): Typed {
  const fields = modal.components.flatMap(inputsOf)
  const unknown = Object.keys(values).find(id => !fields.some(field => field.custom_id === id))
  if (unknown !== undefined) {
    throw new Error(
      `The form has no field ${unknown}; it has ${fields.map(field => text(field.custom_id)).join(', ')}.`,
    )
  }
  const filled = modal.components.map((component, index) => fillTop(state, modal.place, component, values, index + 1))
  const wrong = filled.find(one => one.error !== undefined)?.error
  if (wrong !== undefined) return { kind: 'refused', error: wrong }
  const resolved = filled.reduce<Json>((all, one) => merge(all, one.resolved), {})
  return {
    kind: 'ready',
    data: {
      custom_id: modal.customId,
      components: filled.map(one => one.component),
      ...(Object.keys(resolved).length > 0 && { resolved }),
    },
  }
}

function inputsOf(component: Json): readonly Json[] {
  if (component.type === TYPE.label) return [json(component.component)]
  return component.type === TYPE.actionRow ? objects(component.components) : []
}

function fillTop(state: State, place: Place, component: Json, values: Values, n: number): Filled {
  const base = { type: component.type, id: number(component.id) || n }
  if (component.type === TYPE.label) {
    const label = text(component.label)
    const inner = fill(state, place, json(component.component), values, label)
    return { ...inner, component: { ...base, component: inner.component } }
  }
  if (component.type !== TYPE.actionRow) return { component: base, resolved: {} }
  const inner = objects(component.components).map(input => fill(state, place, input, values, text(input.label)))
  const error = inner.find(one => one.error !== undefined)?.error
  return {
    component: { ...base, components: inner.map(one => one.component) },
    resolved: {},
    ...(error !== undefined && { error }),
  }
}

function fill(state: State, place: Place, field: Json, values: Values, label: string): Filled {
  const id = text(field.custom_id)
  const given = values[id]
  const picked = given === undefined ? presets(field) : typeof given === 'string' ? [given] : [...given]
  const base = { type: field.type, id: number(field.id) || 1, custom_id: id }
  switch (field.type) {
    case TYPE.textInput: {
      const value = picked[0] ?? text(field.value)
      return { component: { ...base, value }, resolved: {}, ...inputError(field, value, label) }
    }
    case TYPE.checkbox:
      return { component: { ...base, value: picked[0] === 'true' }, resolved: {} }
    case TYPE.radioGroup: {
      const chosen = optionsOf(field, picked, label)
      return {
        component: { ...base, value: chosen.values[0] ?? null },
        resolved: {},
        ...countError(field, picked, label),
      }
    }
    default:
      return fillSelect(state, place, field, { picked, base, label })
  }
}

interface Picking {
  readonly picked: readonly string[]
  readonly base: Json
  readonly label: string
}

function fillSelect(state: State, place: Place, field: Json, { picked, base, label }: Picking): Filled {
  const wrong = countError(field, picked, label)
  if (Array.isArray(field.options)) {
    return { component: { ...base, values: optionsOf(field, picked, label).values }, resolved: {}, ...wrong }
  }
  const kinds = SELECT_KINDS[number(field.type)] ?? []
  const found = picked.map(raw => {
    const one = resolve(state, kinds, raw, place)
    if (!one) throw new Error(`${label}: nothing here is called ${raw}.`)
    return one
  })
  const resolved = found.reduce<Json>((all, one) => merge(all, one.resolved), {})
  return { component: { ...base, values: found.map(one => one.id) }, resolved, ...wrong }
}

function presets(field: Json): readonly string[] {
  if (field.type === TYPE.checkbox) return [String(field.default === true)]
  return objects(field.options)
    .filter(option => option.default === true)
    .map(option => text(option.value))
}

/** Options by label or value. */
function optionsOf(field: Json, picked: readonly string[], label: string): { readonly values: readonly string[] } {
  const options = objects(field.options)
  const values = picked.map(raw => {
    const option = options.find(one => one.value === raw || one.label === raw)
    if (!option)
      throw new Error(`${label}: no option ${raw}; there are ${options.map(one => text(one.label)).join(', ')}.`)
    return text(option.value)
  })
  return { values }
}

function inputError(field: Json, value: string, label: string): { error?: string } {
  const least = number(field.min_length)
  const most = number(field.max_length) || 4000
  if (value === '') return field.required === false ? {} : { error: `${label}: This field is required.` }
  if (value.length < least) return { error: `${label}: Must be ${least} or more in length.` }
  return value.length > most ? { error: `${label}: Must be ${most} or fewer in length.` } : {}
}

function countError(field: Json, picked: readonly string[], label: string): { error?: string } {
  if (picked.length === 0) return field.required === false ? {} : { error: `${label}: This field is required.` }
  const least = typeof field.min_values === 'number' ? field.min_values : 1
  const most = typeof field.max_values === 'number' ? field.max_values : field.type === TYPE.checkboxGroup ? 10 : 1
  if (picked.length < least) return { error: `${label}: Select at least ${least}.` }
  return picked.length > most ? { error: `${label}: Select at most ${most}.` } : {}
}
