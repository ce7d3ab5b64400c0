import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { HouseRules } from './commands/manners.ts'
import { readRules } from './commands/manners-file.ts'

/** What the environment says, checked. */
export interface Config {
  readonly slack?: { readonly botToken: string; readonly appToken: string; readonly apiUrl: string }
  readonly discord?: { readonly token: string; readonly apiUrl: string }
  readonly storiesDir: string
  readonly dataDir: string
  /** The PostgreSQL database that is used instead of a file in `dataDir`. Holds a password. */
  readonly databaseUrl?: string
  readonly logLevel: LogLevel
  /** Where whoever watches the bot can ask how it is; absent when nobody is to. */
  readonly monitor?: { readonly host: string; readonly port: number }
  /** How the bot behaves in channels; absent: `config/counterpoint.yaml` of the project, where it is there. */
  readonly mannersFile?: string
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** Where the playground's page is. */
export interface PageAddress {
  /** Of this machine alone, because the page asks nobody who they are. */
  readonly host: string
  /** The next one when it is taken, any free one when it is 0. */
  readonly port: number
  /** What `HOST` says, where others could reach it too: the page is not there. */
  readonly declined?: string
}

/** A wrong environment: every wrong variable, each with its remedy; never a value of a token. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

type Environment = Readonly<Record<string, string | undefined>>

const STORIES = 'seeds'
const DATA = 'data'
const THIS_MACHINE = '127.0.0.1'
/** Where Prometheus expects programs that tell of themselves: https://github.com/prometheus/prometheus/wiki/Default-port-allocations */
const METRICS_PORT = 9464
/** Where the playground's page is. */
const PORT = 4000
export const MOST_PORT = 65_535
const NO_PORT = `is not a port. Use a number up to ${MOST_PORT}, or off.`
const NO_PAGE_PORT = `is not a port. Use a number up to ${MOST_PORT}, or leave it out to use ${PORT}.`
const SLACK_API = 'https://slack.com/api/'
const DISCORD_API = 'https://discord.com/api'

/** What settings are checked against besides their form. */
export interface Disk {
  isFolder(path: string): boolean
  /** Whether the folder can be written to, or made. */
  isWritable(path: string): boolean
}

const ANY_DISK: Disk = { isFolder: () => true, isWritable: () => true }

/** Throws a `ConfigError` that names all that is wrong. An empty variable counts as one that is not set. */
export function readConfig(environment: Environment, disk: Disk = ANY_DISK): Config {
  const set = settingsIn(environment)
  const parsed = schema.safeParse(set)
  const problems = [
    ...(parsed.success ? [] : parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`)),
    ...pairProblems(set),
    ...folderProblems(set, disk),
  ]
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems)
  const { data } = parsed
  return {
    storiesDir: data.STORIES_DIR,
    dataDir: data.DATA_DIR,
    logLevel: data.LOG_LEVEL,
    ...(data.METRICS_PORT === undefined ? {} : { monitor: { host: data.HOST, port: data.METRICS_PORT } }),
    ...(data.DATABASE_URL === undefined ? {} : { databaseUrl: data.DATABASE_URL }),
    ...(data.COUNTERPOINT_CONFIG === undefined ? {} : { mannersFile: data.COUNTERPOINT_CONFIG }),
    ...(data.SLACK_BOT_TOKEN !== undefined && data.SLACK_APP_TOKEN !== undefined
      ? { slack: { botToken: data.SLACK_BOT_TOKEN, appToken: data.SLACK_APP_TOKEN, apiUrl: data.SLACK_API_URL } }
      : {}),
    ...(data.DISCORD_TOKEN === undefined
      ? {}
      : { discord: { token: data.DISCORD_TOKEN, apiUrl: data.DISCORD_API_URL } }),
  }
}

/**
 * Throws a `ConfigError` where `PORT` is none. Apart from `readConfig`, because a bot is not to stumble over it: where programs are
 * hosted it may be set for any of them.
 */
export function readPageAddress(environment: Environment): PageAddress {
  const { success, data } = page.safeParse(settingsIn(environment))
  if (!success) throw new ConfigError([`PORT: ${NO_PAGE_PORT}`])
  const { HOST: host, PORT: port } = data
  return LOOPBACK.test(host) ? { host, port } : { host: THIS_MACHINE, port, declined: host }
}

function settingsIn(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, value?.trim() || undefined]))
}

/** A name that `HOST` can have and nobody but this machine reaches: https://www.rfc-editor.org/rfc/rfc6890#section-2.2 */
const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|localhost|::1)$/u

function address(example: string) {
  const message = `is not an address. Write it like ${example}, or leave it out.`
  return z
    .string()
    .refine(value => URL.canParse(value) && /^https?:$/u.test(new URL(value).protocol), message)
    .refine(value => !URL.canParse(value) || isSafe(new URL(value)), 'would send the token unencrypted. Use https.')
}

/** A token in the clear goes to this machine only. */
function isSafe(url: URL): boolean {
  return url.protocol === 'https:' || /^(?:127(?:\.\d+){3}|localhost|\[::1\])$/u.test(url.hostname)
}

function isDatabase(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, pathname } = new URL(value)
  return /^postgres(?:ql)?:$/u.test(protocol) && pathname.length > 1
}

function token(pattern: RegExp, remedy: string) {
  return z.string().regex(pattern, remedy).optional()
}

const schema = z.object({
  SLACK_BOT_TOKEN: token(
    /^xox[be]\S*-\S+$/u,
    'is not a bot token: those start with "xoxb-". Copy it from "OAuth & Permissions" of your app at https://api.slack.com/apps.',
  ),
  SLACK_APP_TOKEN: token(
    /^xapp-\S+$/u,
    'is not an app-level token: those start with "xapp-". Make one with the scope connections:write under "Basic Information" of your app at https://api.slack.com/apps.',
  ),
  SLACK_API_URL: address(SLACK_API)
    .default(SLACK_API)
    .transform(value => (value.endsWith('/') ? value : `${value}/`)),
  DISCORD_TOKEN: token(
    /^\S+$/u,
    'holds a space. Copy the token anew from the "Bot" page of your application at https://discord.com/developers/applications.',
  ),
  DISCORD_API_URL: address(DISCORD_API)
    .default(DISCORD_API)
    .transform(value => value.replace(/\/+$/u, '')),
  STORIES_DIR: z.string().default(STORIES),
  DATA_DIR: z.string().default(DATA),
  DATABASE_URL: z
    .string()
    .refine(
      isDatabase,
      'is not the address of a PostgreSQL database. Write it like postgres://user:password@host:5432/counterpoint, with %40 for @ and %23 for # in the password, or leave it out.',
    )
    .optional(),
  COUNTERPOINT_CONFIG: z.string().optional(),
  HOST: z.string().default(THIS_MACHINE),
  METRICS_PORT: z
    .string()
    .refine(value => value === 'off' || isPort(value), NO_PORT)
    .default(String(METRICS_PORT))
    .transform(value => (value === 'off' ? undefined : Number(value))),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'is not a level. Use debug, info, warn, error or silent.')
    .default('info'),
})

const page = z.object({
  HOST: z.string().toLowerCase().default(THIS_MACHINE),
  PORT: z.string().refine(isPort).default(String(PORT)).transform(Number),
})

function isPort(value: string): boolean {
  return /^\d{1,5}$/u.test(value) && Number(value) <= MOST_PORT
}

function folderProblems(set: Environment, disk: Disk): readonly string[] {
  const { STORIES_DIR: stories = STORIES, DATA_DIR: data = DATA, DATABASE_URL: database } = set
  return [
    ...(disk.isFolder(stories) ? [] : [noStories(stories)]),
    ...(database !== undefined || disk.isWritable(data)
      ? []
      : [`DATA_DIR: "${data}" cannot be written to. Give this user the right to write there, or set another folder.`]),
  ]
}

/** What is said of a stories folder that is not there. */
export function noStories(folder: string): string {
  return `STORIES_DIR: "${folder}" is not a folder. Make it and put story documents into it, or leave the variable out to use ${STORIES}/.`
}

function pairProblems(set: Environment): readonly string[] {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app } = set
  if (bot !== undefined && app === undefined) {
    return ['SLACK_APP_TOKEN: is missing, and Slack needs both tokens. Set it, or remove SLACK_BOT_TOKEN.']
  }
  if (app !== undefined && bot === undefined) {
    return ['SLACK_BOT_TOKEN: is missing, and Slack needs both tokens. Set it, or remove SLACK_APP_TOKEN.']
  }
  return []
}

const MANNERS = join(import.meta.dirname, '..', 'config', 'counterpoint.yaml')

/** Reads how the bot behaves in channels. Rejects with a `ConfigError` that names every wrong line with its remedy. */
export async function loadRules({ mannersFile }: Pick<Config, 'mannersFile'>): Promise<HouseRules> {
  const file = mannersFile ?? MANNERS
  const { rules, problems } = readRules(await readText(file, mannersFile !== undefined))
  if (problems.length > 0) throw new ConfigError(problems.map(problem => `${file}:${problem}`))
  return rules
}

async function readText(file: string, isNamed: boolean): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    if (code === 'ENOENT' && !isNamed) return ''
    const remedy = isNamed ? 'Correct COUNTERPOINT_CONFIG, or leave it out.' : 'Make it readable for this user.'
    throw new ConfigError([`${file} cannot be read (${code}). ${remedy}`])
  }
}
