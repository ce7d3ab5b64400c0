import { checkFlag, checkList, checkText, checkUrl, checkWhole, type Form, missing } from './form.ts'
import { given, type Json, json, list, objects, text } from './json.ts'
import { COMPONENTS, EMBED, POLL } from './limits.ts'

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
export function checkEmbeds(form: Form, value: unknown): void {
  const embeds = checkList(form, value, { min: 0, max: EMBED.count })
  for (const [index, embed] of embeds.entries()) checkEmbed(form.at(index), json(embed))
  const total = embeds.reduce<number>((sum, embed) => sum + embedTexts(json(embed)).join('').length, 0)
  if (total > EMBED.total) {
    form.wrong('MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${EMBED.total}`)
  }
}

function checkEmbed(form: Form, embed: Json): void {
  checkText(form.at('title'), embed.title, { max: EMBED.title })
  checkText(form.at('description'), embed.description, { max: EMBED.description })
  checkWhole(form.at('color'), embed.color, { min: 0, max: COMPONENTS.color })
  if (given(embed.url)) checkUrl(form.at('url'), embed.url, { max: 2048 })
  if (given(embed.timestamp) && Number.isNaN(Date.parse(text(embed.timestamp)))) {
    form.at('timestamp').wrong('DATE_TIME_TYPE_PARSE', 'Could not parse. Should be ISO8601.')
  }
  checkText(form.at('footer', 'text'), json(embed.footer).text, {
    max: EMBED.footer,
    required: given(embed.footer),
  })
  checkText(form.at('author', 'name'), json(embed.author).name, {
    max: EMBED.author,
    required: given(embed.author),
  })
  const fields = checkList(form.at('fields'), embed.fields, { min: 0, max: EMBED.fields })
  fields.forEach((value, index) => {
    const field = json(value)
    checkText(form.at('fields', index, 'name'), field.name, { max: EMBED.fieldName, required: true })
    checkText(form.at('fields', index, 'value'), field.value, { max: EMBED.fieldValue, required: true })
    checkFlag(form.at('fields', index, 'inline'), field.inline)
  })
}

/** Everything that counts towards an embed's size, in the order in which it is read. */
export function embedTexts(embed: Json): readonly string[] {
  const fields = objects(embed.fields).flatMap(field => [text(field.name), text(field.value)])
  const parts = [json(embed.author).name, embed.title, embed.description, ...fields, json(embed.footer).text]
  return parts.map(text).filter(part => part !== '')
}

export function shapeEmbed(embed: Json): Json {
  const entries = Object.entries(embed).filter(([, value]) => given(value))
  const fields = list(embed.fields)
    .map(json)
    .map(({ name, value, inline }) => ({ name, value, inline: inline === true }))
  const timestamp = text(embed.timestamp)
  return {
    ...Object.fromEntries(entries),
    type: 'rich',
    ...(fields.length > 0 && { fields }),
    ...(timestamp && { timestamp: new Date(timestamp).toISOString() }),
  }
}

/** https://discord.com/developers/docs/resources/poll#poll-create-request-object */
export function checkPoll(form: Form, value: unknown): void {
  if (!given(value)) return
  const poll = json(value)
  checkText(form.at('question', 'text'), json(poll.question).text, { max: POLL.question, required: true })
  if (!given(poll.answers)) return void missing(form.at('answers'))
  const answers = checkList(form.at('answers'), poll.answers, { min: 1, max: POLL.answers })
  answers.forEach((answer, index) => {
    const place = form.at('answers', index, 'poll_media', 'text')
    checkText(place, json(json(answer).poll_media).text, { max: POLL.answer, required: true })
  })
  checkWhole(form.at('duration'), poll.duration, { min: 1, max: POLL.hours })
  checkFlag(form.at('allow_multiselect'), poll.allow_multiselect)
}

export function shapePoll(poll: Json, now: number): Json {
  const hours = typeof poll.duration === 'number' ? poll.duration : 24
  return {
    question: { text: json(poll.question).text },
    answers: objects(poll.answers).map((answer, index) => ({
      answer_id: index + 1,
      poll_media: answer.poll_media,
    })),
    expiry: new Date(now + hours * 3_600_000).toISOString(),
    allow_multiselect: poll.allow_multiselect === true,
    layout_type: 1,
    results: { answer_counts: [], is_finalized: false },
  }
}
