import { type Run, runs, stem } from './words.ts'

/** Small words that people type around a subject: they narrow nothing down. */
const AROUND =
  listed(`a an the of in on at to for from and or with about by is are was news new latest story stories today
  yesterday now update updates what whats what's who who's whos show me tell please recent headline headlines happening going
  о об про на в и с по новость новости новостей последние сегодня что el la los las de del en y noticias sobre últimas hoy
  le les du des et nouvelles actualités sur aujourd'hui der die das und über nachrichten neues heute عن في من اخبار آخر`)

/** What questions and wishes are made of. */
const ASKING =
  listed(`hi hello hey thanks thank more another how why when where which whose am be been were do does did done can could would will should may have has
  had i i'm im you your you're youre u ur my we it its it's this that that's there he she they any anything some something
  somebody everything nothing give get find post posts send want need like know think say said talk ask see read look happen
  happens happened goes up please pls just really so much very us our let lets let's if not not don't dont cant can't im
  quién qué que cómo como por es hay wer was wie warum ist bist du ich gibt qui quoi comment pourquoi est-ce est es tu
  кто ты как почему где когда есть расскажи покажи نا ما هو من هل`)

/** Greetings, thanks, answers and the like: they say something when they stand alone, and may be part of a subject otherwise. */
const ALONE =
  listed(`hi hello hey heya hiya yo howdy greetings morning evening afternoon night good bye goodbye cheers welcome
  thanks thank thanx thx ty tysm appreciated yes yeah yep yup no nope nah ok okay k kk sure fine cool nice great awesome wow lol
  lmao haha hahaha hmm oops sorry test tests testing ping pong help bot bots robot counterpoint who what made make joke jokes
  bad breaking top topic topics list menu command commands setting settings unsubscribe delete fuck fucking suck sucks stupid dumb shit
  love random more another one ones else again next stop start try all world there weather name called work works working human
  real alive here back doing hola gracias adiós buenos buenas días tardes noches sí ayuda bonjour salut merci oui non aide ça va
  hallo danke bitte tschüss guten tag morgen abend ja nein hilfe geht dir привет здравствуйте здравствуй спасибо да нет пока
  помощь нового дела добрый день ciao grazie buongiorno olá obrigado obrigada oi merhaba teşekkürler selam مرحبا شكرا نعم لا السلام عليكم
  ありがとう ありがとうございます こんにちは おはよう おはようございます こんばんは はい いいえ 谢谢 謝謝 你好 您好 是 不是 再见
  안녕 안녕하세요 감사합니다 고마워 고마워요 네 아니요 ขอบคุณ สวัสดี`)

/** Verbs after which `who` has asked and named nobody: `who is`, `who won`. */
const AFTER_WHO =
  listed(`is are was were am made make makes won win wins will would did does do has have had can could should
  started owns runs leads led said says wrote built created told`)
/** Words after which `us` is whoever asks. */
const BEFORE_US = listed('tell give show let help teach send')

function listed(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).flatMap(word => runs(word).map(wordOf)))
}

function wordOf({ text, unspaced }: Run): string {
  return unspaced ? text : stem(text)
}

/** Whether a word, as texts are filed under it, only stands around what is asked for. */
export function isFiller(word: string): boolean {
  return AROUND.has(word) || ASKING.has(word)
}

/** Whether a text names nothing at all: a greeting, thanks, a question about the bot, `latest news`. */
export function isTalk(text: string): boolean {
  const words = runs(text).map(wordOf)
  return words.length > 0 && words.every(word => isFiller(word) || ALONE.has(word))
}

/** Whether the word at this place is `who` or `us` in the middle of a sentence, and not the name of an organisation or a country. */
export function isPronoun(typed: readonly Run[], at: number): boolean {
  const word = typed[at]?.text ?? ''
  // Capitals tell a name only where the rest is small.
  const shouted = typed.length > 1 && typed.every(({ text }) => text === text.toUpperCase())
  if (!shouted && word === word.toUpperCase()) return false
  const [before, after] = [at - 1, at + 1].map(place => stem(typed[place]?.text ?? ''))
  switch (word.toLowerCase()) {
    case 'who':
      return before !== 'the' && AFTER_WHO.has(after ?? '')
    case 'us':
      return BEFORE_US.has(before ?? '')
    default:
      return false
  }
}
