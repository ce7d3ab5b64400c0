import { App, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt'
import { WebAPIPlatformError, WebClient } from '@slack/web-api'
import { type ExpectPollOptions, expect, onTestFinished } from 'vitest'
import { type SlackEmulator, type SlackOptions, startSlack } from '../../../src/emulators/slack/slack-emulator.ts'

/** Failures are expected here; the assertions tell of the others. */
const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
}

/** A running emulator that ends with the test. */
export async function slackForTest(options: SlackOptions = {}): Promise<SlackEmulator> {
  const slack = await startSlack(options)
  onTestFinished(() => slack.close())
  return slack
}

/** A second way in: Slack's own client, without its retries. */
export function clientOf(slack: SlackEmulator, token = slack.credentials.SLACK_BOT_TOKEN, timeout = 10_000): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.url,
    timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  })
}

/** Slack's own bot framework, connected to the emulator; `prepare` registers its listeners. */
export async function botFor(slack: SlackEmulator, prepare: (app: App) => void = () => {}): Promise<App> {
  const slackApiUrl = slack.url
  const receiver = new SocketModeReceiver({
    appToken: slack.credentials.SLACK_APP_TOKEN!,
    logger: silent,
    // Also how long it waits before it connects again.
    clientPingTimeout: 300,
    installerOptions: {
      clientOptions: {
        slackApiUrl,
        retryConfig: { forever: true, minTimeout: 50, maxTimeout: 500, factor: 2, randomize: true },
      },
    },
  })
  const app = new App({
    receiver,
    token: slack.credentials.SLACK_BOT_TOKEN!,
    convoStore: false,
    logger: silent,
    clientOptions: { slackApiUrl, timeout: 10_000, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
  })
  prepare(app)
  await app.start()
  await slack.connected()
  onTestFinished(async () => {
    await app.stop()
  })
  return app
}

/** `accepted`, or Slack's error code. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'accepted'
  } catch (problem) {
    if (problem instanceof WebAPIPlatformError) return problem.data.error
    throw problem
  }
}

const patient: ExpectPollOptions = { timeout: 10_000, interval: 2 }

/** What will be so in a moment. */
export function soon<T>(look: () => T) {
  return expect.poll(look, patient)
}
