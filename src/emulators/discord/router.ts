import { openForm } from './form.ts'
import { refusal, refuseForm } from './refusal.ts'
import { applicationRoutes } from './routes/application.ts'
import { callbackRoutes } from './routes/callback.ts'
import { channelRoutes } from './routes/channel.ts'
import { guildRoutes } from './routes/guild.ts'
import { messageRoutes } from './routes/message.ts'
import type { Route } from './routes/route.ts'
import { threadRoutes } from './routes/thread.ts'
import { webhookRoutes } from './routes/webhook.ts'

/** Every route there is; anything else is a 404. */
export const ROUTES: readonly Route[] = [
  ...applicationRoutes,
  ...guildRoutes,
  ...channelRoutes,
  ...messageRoutes,
  ...threadRoutes,
  ...callbackRoutes,
  ...webhookRoutes,
]

const patterns = ROUTES.map(route => {
  const [method = '', path = ''] = route.name.split(' ')
  return { route, method, pattern: new RegExp(`^${path.replaceAll(/:(?:id|token)/g, '([^/]+)')}$`) }
})

/** `path` without `/api/v10`. Of two that fit, the one with fewer parameters: `/users/@me` before `/users/:id`. */
export function findRoute(method: string, path: string): { route: Route; params: readonly string[] } | undefined {
  // discord.js writes `@original` as `%40original`.
  const plain = path.replaceAll('%40', '@')
  const fitting = patterns.flatMap(entry => {
    const found = entry.method === method ? entry.pattern.exec(plain) : null
    return found ? [{ route: entry.route, params: found.slice(1).map(decoded) }] : []
  })
  return fitting.toSorted((a, b) => a.params.length - b.params.length)[0]
}

/** What cannot be decoded stays as it is, and is no id. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** What `calls()` shows of a request that fits no route: ids and tokens replaced. */
export function blurred(method: string, path: string): string {
  const parts = path.split('/').map(part => {
    if (/^\d{5,}$/.test(part)) return ':id'
    return part.length > 32 ? ':token' : part
  })
  return `${method} ${parts.join('/')}`
}

/** Ids have to be snowflakes. */
export function checkParams(route: Route, params: readonly string[]): void {
  const kinds = [...route.name.matchAll(/:(id|token)/g)].map(found => found[1])
  params.forEach((value, index) => {
    if (kinds[index] !== 'id' || /^\d{1,20}$/.test(value) || value === '@me') return
    const form = openForm('id')
    form.wrong('NUMBER_TYPE_COERCE', `Value "${value}" is not snowflake.`)
    refuseForm(form.errors)
  })
}

export function unknownRoute(path: string): Error {
  return refusal(patterns.some(({ pattern }) => pattern.test(path)) ? 'methodNotAllowed' : 'notFound')
}
