import type { Client } from 'discord.js'
import { GatewayDispatchEvents } from 'discord.js'
import { z } from 'zod'
import type { Link } from '../adapter.ts'

/** With those that have an outage, whose details come later. */
const readyEvent = z.looseObject({
  application: z.looseObject({ id: z.string() }),
  guilds: z.array(z.looseObject({ id: z.string() })),
})

/** Tells in which guilds the bot is: at each new session, because a removal while it was away is never told, and at each change. */
export function watchMembership(client: Client, link: Pick<Link, 'gone' | 'back' | 'within'>): void {
  client.ws.on(GatewayDispatchEvents.Ready, (data: unknown) => {
    const ready = readyEvent.safeParse(data).data
    if (ready === undefined) return
    const spaces = ready.guilds.map(guild => guild.id)
    link.within(ready.application.id, spaces)
  })
  // The library keeps outages apart from these.
  client.on('guildDelete', guild => {
    if (client.application !== null) link.gone(client.application.id, guild.id)
  })
  client.on('guildCreate', guild => {
    if (client.application !== null) link.back(client.application.id, guild.id)
  })
}
