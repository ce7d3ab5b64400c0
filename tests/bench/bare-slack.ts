// What Bolt alone needs, as a comparison: it answers `/story` with a constant, below which stand as many constant replies as
// REPLIES says (default none), and does nothing else. It keeps nothing; too many calls are the SDK's business.
import { enableCompileCache } from 'node:module'

enableCompileCache()
const { App, SocketModeReceiver } = await import('@slack/bolt')

const { SLACK_BOT_TOKEN: token = '', SLACK_APP_TOKEN: appToken = '', SLACK_API_URL: slackApiUrl = '' } = process.env
const replies = Number(process.env.REPLIES ?? 0)
const receiver = new SocketModeReceiver({ appToken, installerOptions: { clientOptions: { slackApiUrl } } })
const app = new App({ token, receiver, clientOptions: { slackApiUrl } })

app.command('/story', async ({ ack, say }) => {
  await ack()
  const { ts = '' } = await say('A story.')
  for (let n = 1; n <= replies; n += 1) await say({ text: `Side ${n}.`, thread_ts: ts })
})
process.once('SIGTERM', () => {
  void app.stop().finally(() => process.exit(0))
})
await app.start()
