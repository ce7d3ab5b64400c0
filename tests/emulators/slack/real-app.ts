import { App, LogLevel, SocketModeReceiver } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import { onTestFinished } from 'vitest'
import { type SlackEmulator, type SlackOptions, startSlack } from '../../../src/emulators/slack/slack-emulator.ts'

/** A running emulator that ends with the test. */
export async function slackForTest(options: SlackOptions = {}): Promise<SlackEmulator> {
  const slack = await startSlack(options)
  onTestFinished(() => slack.close())
  return slack
}

/** A second way in: Slack's own client, without its retries. */
export function clientOf(slack: SlackEmulator, token = slack.credentials.SLACK_BOT_TOKEN): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.url,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  })
}

/** Slack's own bot framework, connected to the emulator; `prepare` registers its listeners. */
export async function botFor(slack: SlackEmulator, prepare: (app: App) => void = () => {}): Promise<App> {
  const slackApiUrl = slack.url
  const receiver = new SocketModeReceiver({
    appToken: slack.credentials.SLACK_APP_TOKEN!,
    logLevel: LogLevel.ERROR,
    // Also how long it waits before it connects again.
    clientPingTimeout: 100,
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
    logLevel: LogLevel.ERROR,
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
