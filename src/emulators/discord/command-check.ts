import { checkChoice, checkFlag, checkList, checkText, type Form, openForm } from './form.ts'
import { given, type Json, json, list, number, objects, text } from './json.ts'
import { COMMAND } from './limits.ts'
import { LOCALES } from './locale.ts'
import { refusal, refuseForm } from './refusal.ts'

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u
const OPTION_TYPES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
const SUBCOMMAND = 1
const GROUP = 2
/** String, integer and number: those that can have choices or suggestions. */
const CHOOSABLE = [3, 4, 10]

/** One command; throws what Discord answers when it refuses. https://discord.com/developers/docs/interactions/application-commands */
export function checkCommand(body: Json): void {
  const form = openForm()
  checkOne(form, body)
  refuseForm(form.errors)
}

/** A list that is to replace all commands. */
export function checkCommands(bodies: readonly Json[]): void {
  const form = openForm()
  bodies.forEach((body, index) => {
    checkOne(form.at(index), body)
    const twin = bodies.findIndex(other => other.name === body.name && kindOf(other) === kindOf(body))
    if (twin < index)
      form.at(index, 'name').wrong('APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique')
  })
  refuseForm(form.errors)
  for (const [kind, most] of Object.entries(COMMAND.perKind)) {
    if (bodies.filter(body => kindOf(body) === Number(kind)).length > most) throw refusal('tooManyCommands')
  }
}

function kindOf(body: Json): number {
  return given(body.type) ? number(body.type) : 1
}

function checkOne(form: Form, body: Json): void {
  checkChoice(form.at('type'), body.type, [1, 2, 3, 4], false)
  const chat = kindOf(body) === 1
  checkName(form.at('name'), body.name, chat)
  checkLocalized(form.at('name_localizations'), body.name_localizations, (place, name) => checkName(place, name, chat))
  if (chat) checkDescription(form, body)
  else if (text(body.description)) {
    form
      .at('description')
      .wrong('APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION', 'Context menu commands cannot have description')
  }
  checkFlag(form.at('dm_permission'), body.dm_permission)
  checkFlag(form.at('nsfw'), body.nsfw)
  for (const [index, context] of list(body.contexts).entries())
    checkChoice(form.at('contexts', index), context, [0, 1, 2])
  const permissions = body.default_member_permissions
  if (given(permissions) && !/^\d+$/.test(String(permissions))) {
    form.at('default_member_permissions').wrong('NUMBER_TYPE_COERCE', `Value "${String(permissions)}" is not int.`)
  }
  if (!chat && list(body.options).length > 0) {
    form.at('options').wrong('APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS', 'Context menu commands cannot have options')
  }
  checkOptions(form.at('options'), body.options, [...OPTION_TYPES])
  if (size(body) > COMMAND.characters) {
    form.wrong('APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${COMMAND.characters})`)
  }
}

function checkName(form: Form, name: unknown, chat: boolean): void {
  if (!checkText(form, name, { max: COMMAND.name, required: true }) || !chat) return
  if (NAME.test(name) && name === name.toLowerCase()) return
  form.wrong('APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid')
}

function checkDescription(form: Form, body: Json): void {
  const rule = { max: COMMAND.description, required: true }
  checkText(form.at('description'), body.description, rule)
  checkLocalized(form.at('description_localizations'), body.description_localizations, (place, value) => {
    checkText(place, value, rule)
  })
}

function checkLocalized(form: Form, value: unknown, check: (form: Form, value: unknown) => void): void {
  for (const [locale, localized] of Object.entries(json(value))) {
    if (!LOCALES.has(locale)) form.at(locale).wrong('DICT_TYPE_KEY_CHOICES', `"${locale}" is not a valid locale.`)
    else if (given(localized)) check(form.at(locale), localized)
  }
}

function checkOptions(form: Form, value: unknown, allowed: readonly number[]): void {
  const options = checkList(form, value, { min: 0, max: COMMAND.options }).map(json)
  const nested = options.filter(option => option.type === SUBCOMMAND || option.type === GROUP)
  if (nested.length > 0 && nested.length < options.length) {
    form.wrong(
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      'Sub-command and sub-command group option types are mutually exclusive to all other types',
    )
  }
  options.forEach((option, index) => {
    const place = form.at(index)
    if (!checkChoice(place.at('type'), option.type, allowed)) return
    checkName(place.at('name'), option.name, true)
    checkLocalized(place.at('name_localizations'), option.name_localizations, (inner, name) =>
      checkName(inner, name, true),
    )
    checkDescription(place, option)
    if (options.findIndex(other => other.name === option.name) < index) {
      place.at('name').wrong('APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists')
    }
    if (option.required === true && options.slice(0, index).some(before => before.required !== true)) {
      place.wrong(
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      )
    }
    checkOption(place, option)
  })
}

function checkOption(form: Form, option: Json): void {
  if (option.type === GROUP || option.type === SUBCOMMAND) {
    const inside = option.type === GROUP ? [SUBCOMMAND] : OPTION_TYPES.filter(type => type > GROUP)
    checkOptions(form.at('options'), option.options, inside)
    return
  }
  checkFlag(form.at('required'), option.required)
  checkFlag(form.at('autocomplete'), option.autocomplete)
  const choices = checkList(form.at('choices'), option.choices, { min: 0, max: COMMAND.choices })
  if (choices.length === 0 && option.autocomplete !== true) return
  if (!CHOOSABLE.includes(number(option.type))) {
    form.wrong('APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID', 'Options of this type cannot have choices')
  }
  if (choices.length > 0 && option.autocomplete === true) {
    form
      .at('autocomplete')
      .wrong('APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES', 'Choices cannot be present with autocomplete')
  }
  for (const [index, choice] of choices.entries())
    checkOptionChoice(form.at('choices', index), json(choice), number(option.type))
}

function checkOptionChoice(form: Form, choice: Json, type: number): void {
  const rule = { max: COMMAND.choiceName, required: true }
  checkText(form.at('name'), choice.name, rule)
  checkLocalized(
    form.at('name_localizations'),
    choice.name_localizations,
    (place, name) => void checkText(place, name, rule),
  )
  if (type === 3) checkText(form.at('value'), choice.value, { max: COMMAND.choiceValue, required: true })
  else if (typeof choice.value !== 'number')
    form.at('value').wrong('NUMBER_TYPE_COERCE', `Value "${String(choice.value)}" is not a number.`)
}

/** Names, descriptions and values together; of localizations, the longest counts. */
function size(node: Json): number {
  const longest = (key: string) =>
    Math.max(...[node[key], ...Object.values(json(node[`${key}_localizations`]))].map(value => text(value).length))
  const value = typeof node.value === 'string' ? node.value.length : 0
  const inner = [...objects(node.options), ...objects(node.choices)]
  return longest('name') + longest('description') + value + inner.reduce((sum, child) => sum + size(child), 0)
}

interface Identity {
  readonly id: string
  readonly application: string
  readonly version: string
  readonly guild?: string
}

/** A command as the API returns it. */
export function shapeCommand(body: Json, identity: Identity): Json {
  const permissions = body.default_member_permissions
  return {
    id: identity.id,
    application_id: identity.application,
    version: identity.version,
    default_member_permissions: given(permissions) ? String(permissions) : null,
    type: kindOf(body),
    name: body.name,
    name_localizations: body.name_localizations ?? null,
    description: text(body.description),
    description_localizations: body.description_localizations ?? null,
    ...(identity.guild
      ? { guild_id: identity.guild }
      : { dm_permission: body.dm_permission !== false, contexts: body.contexts ?? null }),
    integration_types: body.integration_types ?? [0],
    nsfw: body.nsfw === true,
    ...(list(body.options).length > 0 && { options: objects(body.options).map(shapeOption) }),
  }
}

/** `required: false` and the like are not returned. */
function shapeOption(option: Json): Json {
  const kept = Object.entries(option).filter(([, value]) => given(value) && value !== false)
  const inner = objects(option.options).map(shapeOption)
  return { ...Object.fromEntries(kept), ...(given(option.options) && { options: inner }) }
}
