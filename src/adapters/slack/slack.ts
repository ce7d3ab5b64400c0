import { App } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import { typedAs } from '../../commands/called.ts'
import type { Ask } from '../../commands/command.ts'
import type { Desk } from '../../commands/desk.ts'
import { shorten } from '../../core/message/shorten.ts'
import { say } from '../../core/words/words.ts'
import type { Adapter, AdapterLog, Link } from '../adapter.ts'
import { checkChannel } from './check.ts'
import { planEdition, rememberedFit } from './edition.ts'
import { findStep } from './find.ts'
import { SEARCH } from './form.ts'
import { hearGone } from './gone.ts'
import type { Heard, Here } from './hear.ts'
import { hearAction, hearEvent, hearSlash } from './hear.ts'
import type { HeardHome } from './home.ts'
import { hearHome, hearHomePress, planHome } from './home.ts'
import type { Identity } from './identity.ts'
import { authorization, identify } from './identity.ts'
import { LIMITS } from './limits.ts'
import { noticing, slackLogger, watchOutage } from './logger.ts'
import { createNames, zoned } from './names.ts'
import { slackLimits } from './pace.ts'
import { planSlack } from './plan.ts'
import { withdrawOnSlack } from './remove.ts'
import { CHOOSE, renderSlack } from './render.ts'
import { sendStep } from './send.ts'
import { socketReceiver } from './socket.ts'
import { hearSearch, hearView } from './submission.ts'
import { escapeMrkdwn, plainLine } from './text.ts'
import { watchWork } from './work.ts'

export interface SlackOptions {
  readonly botToken: string
  readonly appToken: string
  /** Ends with a slash: `https://slack.com/api/`. */
  readonly apiUrl: string
  readonly log: AdapterLog
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const CALL_TIMEOUT_MS = 10_000
/** Of what is asked while a person waits for three seconds at most. */
const QUICK_TIMEOUT_MS = 1_000

/** Counterpoint on Slack, over Socket Mode. */
export function createSlack(options: SlackOptions): Adapter {
  const { log, now } = options
  // One object for each client: the socket's client changes the one that it is given.
  const clientOptions = () => {
    const outage = watchOutage()
    return {
      slackApiUrl: options.apiUrl,
      timeout: CALL_TIMEOUT_MS,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: slackLogger(log, outage),
      fetch: noticing(outage),
    }
  }
  const posting = new WebClient(options.botToken, clientOptions())
  const asking = new WebClient(options.botToken, { ...clientOptions(), timeout: QUICK_TIMEOUT_MS })
  const names = createNames(asking, now)
  const fit = rememberedFit()
  const work = watchWork()
  const stop = new AbortController()
  let app: App | undefined

  async function connect(desk: Desk, link: Link): Promise<void> {
    const identity = await identify(posting, log, stop.signal)
    link.carries()
    // Of an organisation a token does not tell in which workspaces it is good.
    if (identity.installation === identity.teamId) link.within(identity.installation, [identity.teamId])
    else link.back(identity.installation)
    app = wire(identity, desk, link)
    await app.start()
    if (!stop.signal.aborted) log.info('Slack is connected.', { team: identity.teamId })
  }

  function wire(identity: Identity, desk: Desk, link: Link): App {
    const { appToken, apiUrl } = options
    const receiver = socketReceiver({ appToken, apiUrl, log, stop: stop.signal, lost: link.lost })
    const bolt = new App({
      receiver,
      convoStore: false,
      logger: slackLogger(log),
      clientOptions: clientOptions(),
      authorize: source => Promise.resolve(authorization(identity, source)),
    })
    receiver.client.on('connected', link.pulse.up)
    receiver.client.on('close', () => {
      if (receiver.client.websocket?.isActive() !== true) link.pulse.down()
    })
    receiver.client.on('ws_message', link.pulse.event)
    const here = (): Here => ({ ...identity, commands: desk.commands, at: now(), isAdmin: names.isAdmin })
    work.follow(bolt, link.pulse.acknowledged)
    // Passed on to the receiver, which writes it down once and does not acknowledge.
    bolt.error(error => Promise.reject(error))

    bolt.command(/^\//u, async ({ body, ack, context }) => {
      const tell = (text: string) => ack({ response_type: 'ephemeral', text: escapeMrkdwn(text) })
      if (context.botToken === undefined) return tell(say('failure.not-installed'))
      if (work.closing()) return tell(say('failure.closing'))
      const result = await take(desk, hearSlash(body, here()))
      return typeof result === 'string' ? tell(result) : ack()
    })
    bolt.action({ type: 'block_actions' }, async ({ body, ack, respond, context }) => {
      const tell = async (text: string) => {
        await ack()
        await respond({ response_type: 'ephemeral', replace_original: false, text: escapeMrkdwn(text) })
      }
      // Slack gives no way to answer in the Home tab: without an acknowledgement it shows a sign beside the button.
      const pressed = hearHomePress(body, here())
      if (pressed !== undefined && context.botToken !== undefined && !work.closing()) {
        await takeHome(desk, pressed)
        return ack()
      }
      if (body.container.type === 'view') return
      if (context.botToken === undefined) return tell(say('failure.not-installed'))
      if (work.closing()) return tell(say('failure.closing'))
      const { ask, aside } = hearAction(body, here())
      if (ask === undefined) return tell(say('failure.old-button', { example: typedAs(desk.commands) }))
      const result = await take(desk, { ask, aside })
      if (typeof result === 'string') return tell(result)
      return result || ask.visibility === 'only-me'
        ? ack()
        : tell(say('press.done', { example: typedAs(desk.commands, ask.command) }))
    })
    bolt.options<'block_suggestion'>(
      { type: 'block_suggestion', action_id: new RegExp(`^${CHOOSE}`, 'u') },
      async ({ body, ack }) => {
        const { ask } = hearAction({ response_url: '', trigger_id: '', ...body, actions: [body] }, here())
        const choices = ask === undefined ? [] : desk.suggest(ask, 'query', body.value)
        await ack({ options: choices.slice(0, LIMITS.options).flatMap(option) })
      },
    )
    bolt.options<'block_suggestion'>(
      { type: 'block_suggestion', action_id: new RegExp(`^${SEARCH}`, 'u') },
      async ({ body, ack }) => {
        const heard = hearSearch(body, here())
        if (heard === undefined) return ack({ options: [] })
        const ask = await zoned(heard.ask, desk.commands, names)
        const choices = desk.suggest(ask, heard.word, heard.typed)
        return ack({ options: choices.slice(0, LIMITS.options).flatMap(option) })
      },
    )
    bolt.view(/^/u, async ({ body, ack, context }) => {
      // Said at the form's first question, which stays open.
      const [first] = body.view.blocks
      const tell = (text: string) => ack({ response_action: 'errors', errors: { [first?.block_id ?? '']: text } })
      if (context.botToken === undefined) return tell(say('failure.not-installed'))
      if (work.closing()) return tell(say('failure.closing'))
      const heard = hearView(body, here())
      if (heard === undefined) return tell(say('failure.old-button', { example: typedAs(desk.commands) }))
      const result = await take(desk, heard)
      return typeof result === 'string' ? tell(result) : ack()
    })
    const heard = async (body: unknown) => {
      const event = hearEvent(body, here())
      // Not acknowledged, so that Slack delivers it again to whoever runs next.
      if (work.closing()) throw new Error('Closing.')
      if (event === undefined) return
      const result = await take(desk, { ...event, ask: await named(event.ask) })
      if (typeof result === 'string') throw new Error(result)
    }
    bolt.event('app_home_opened', async ({ body }) => {
      if (work.closing()) throw new Error('Closing.')
      const opened = hearHome(body, here())
      if (opened !== undefined) await takeHome(desk, opened)
    })
    bolt.event('app_mention', ({ body }) => heard(body))
    bolt.event('message', ({ body }) => heard(body))
    const left = async ({ body }: { readonly body: unknown }) => {
      const gone = hearGone(body, identity)
      if (gone === undefined) return
      link.gone(identity.installation, gone.space)
      log.error('Counterpoint was removed from Slack. Install the app again and set the new SLACK_BOT_TOKEN.', {
        ...gone,
      })
    }
    bolt.event('app_uninstalled', left)
    bolt.event('tokens_revoked', left)
    return bolt
  }

  /** Rejects when it could not be kept, so that it is not acknowledged. */
  async function takeHome(desk: Desk, { ask, kind }: HeardHome): Promise<void> {
    if (kind === 'page') {
      await desk.take(ask, answer => planHome(ask, answer))
      return
    }
    const known = await zoned(ask, desk.commands, names)
    await desk.take(known, answer => planSlack(known, answer, { kind: 'post' }))
  }

  async function named(ask: Ask): Promise<Ask> {
    return { ...ask, person: { ...ask.person, name: await names.of(ask.person.id) } }
  }

  /** Whether the request was new, or what to tell the asker when it could not be kept. */
  async function take(desk: Desk, heard: Heard): Promise<boolean | string> {
    const { aside } = heard
    const ask = await zoned(heard.ask, desk.commands, names)
    try {
      return (await desk.take(ask, answer => planSlack(ask, answer, aside))).taken
    } catch (error) {
      log.error('A request could not be kept.', { error: error instanceof Error ? error.message : String(error) })
      return say('failure.store')
    }
  }

  async function close(): Promise<void> {
    stop.abort()
    await app?.stop()
  }

  return {
    platform: 'slack',
    limits: slackLimits,
    post: step => sendStep(posting, step),
    find: step => findStep(posting, step),
    preview: renderSlack,
    retract: withdrawOnSlack,
    planEdition: post => planEdition(post, fit),
    check: ({ channel }) => checkChannel(asking, channel),
    // The client has its token from the start.
    reach: () => Promise.resolve(),
    connect,
    drain: work.drain,
    close,
  }
}

function option(choice: { readonly label: string; readonly value: string }) {
  if (choice.value.length > LIMITS.optionValue) return []
  return [{ text: plainLine(shorten(choice.label, LIMITS.optionText)), value: choice.value }]
}
