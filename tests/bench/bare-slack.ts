// What Bolt alone needs, as a comparison: it answers `/story` with a constant, and does nothing else.
import { enableCompileCache } from 'node:module'

enableCompileCache()
const { App, SocketModeReceiver } = await import('@slack/bolt')

const { SLACK_BOT_TOKEN: token = '', SLACK_APP_TOKEN: appToken = '', SLACK_API_URL: slackApiUrl = '' } = process.env
const receiver = new SocketModeReceiver({ appToken, installerOptions: { clientOptions: { slackApiUrl } } })
const app = new App({ token, receiver, clientOptions: { slackApiUrl } })

app.command('/story', async ({ ack, say }) => {
  await ack()
  await say('A story.')
})
process.once('SIGTERM', () => {
  void app.stop().finally(() => process.exit(0))
})
await app.start()
