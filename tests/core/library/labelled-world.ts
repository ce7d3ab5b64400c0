import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Found, Library } from '../../../src/core/library/library.ts'
import { read } from '../../../src/core/reading/read.ts'
import type { Story } from '../../../src/core/story/story.ts'
import { ALIASES, libraryOf, sketch } from './world.ts'

const SEEDS = new URL('../../../seeds/', import.meta.url)

/** A query that people type, with the stories of which any is meant, or the topic. */
export interface Labelled {
  readonly kind: string
  readonly query: string
  readonly ids: readonly string[]
  readonly topic?: string
}

export function labelledQueries(): readonly Labelled[] {
  const text = readFileSync(new URL('labelled-queries.yaml', import.meta.url), 'utf8')
  const kinds = z.record(z.string(), z.record(z.string(), z.string())).parse(parse(text))
  return Object.entries(kinds).flatMap(([kind, queries]) =>
    Object.entries(queries).map(([query, wanted]): Labelled => {
      const [first, topic] = wanted.split(' ')
      return first === 'topic' && topic !== undefined
        ? { kind, query, ids: [], topic }
        : { kind, query, ids: wanted.split(' ') }
    }),
  )
}

/** Stories in other languages, as an editor there would write them. */
const ABROAD: readonly Story[] = [
  sketch({
    id: 'orenburg-flood',
    title: 'Паводок в Оренбургской области: дамба в Орске прорвана, тысячи эвакуированы',
    date: '2024-04-08',
    topics: ['russia'],
    facts: ['Наводнение в Оренбурге и Орске затопило более десяти тысяч домов.'],
  }),
  sketch({
    id: 'noto-earthquake',
    title: '能登半島地震、輪島の朝市で大規模な火災',
    date: '2024-01-02',
    topics: ['japan'],
    facts: ['石川県は災害対策本部を設置した。'],
  }),
  sketch({
    id: 'noto-earthquake-en',
    title: 'Earthquake strikes the Noto peninsula on New Year’s Day',
    date: '2024-01-01',
    topics: ['japan'],
  }),
  sketch({
    id: 'rafah-crossing',
    title: 'إعادة فتح معبر رفح أمام المساعدات',
    date: '2023-10-21',
    topics: ['gaza', 'egypt'],
    facts: ['دخلت عشرون شاحنة عبر المعبر صباح السبت.'],
  }),
  sketch({
    id: 'medical-school-quota',
    title: '의대 정원 확대에 전공의 집단 사직',
    date: '2024-02-20',
    topics: ['south-korea', 'health'],
    facts: ['정부는 업무개시명령을 내렸다.'],
  }),
  sketch({
    id: 'bridge-opening',
    title: '粤港澳大桥正式通车',
    date: '2018-10-24',
    topics: ['hong-kong'],
    facts: ['大桥全长五十五公里。'],
  }),
  sketch({
    id: 'evros-fires',
    title: 'Πυρκαγιές στον Έβρο: εκκενώνονται χωριά',
    date: '2023-08-22',
    topics: ['greece'],
    facts: ['Η πυρκαγιά στο δάσος της Δαδιάς καίει για τέταρτη ημέρα.'],
  }),
  sketch({
    id: 'farmers-march',
    title: 'किसान आंदोलन: दिल्ली की सीमाओं पर कड़ी सुरक्षा',
    date: '2024-02-13',
    topics: ['india'],
  }),
  sketch({
    id: 'catalonia-drought',
    title: 'La sequía obliga a Cataluña a declarar la emergencia',
    date: '2024-02-01',
    topics: ['spain'],
  }),
  sketch({
    id: 'paris-strike',
    title: 'Grève des éboueurs : les poubelles s’entassent à Paris',
    date: '2023-03-13',
    topics: ['france'],
  }),
  sketch({
    id: 'lubeck-lighthouse',
    title: 'Lübeck: Fähre rammt Leuchtturm von Travemünde (ferry hits lighthouse)',
    date: '2022-09-30',
    topics: ['germany'],
  }),
]

const PLACES =
  `afghanistan armenia austria azerbaijan bangladesh belarus canada chile colombia cuba denmark ecuador egypt ethiopia finland
  france georgia haiti hungary indonesia iran iraq ireland italy jordan kazakhstan lebanon libya malaysia mali mexico moldova
  morocco myanmar new-zealand nigeria norway pakistan panama peru philippines poland qatar romania russia serbia somalia south-korea
  spain sri-lanka sudan sweden syria taiwan thailand tunisia turkey ukraine united-kingdom united-states vietnam yemen zimbabwe`.split(
    /\s+/,
  )

/** A title, the subject it is filed under, and a fact; `{}` is the place. None of them is about what a seed is about. */
const EVENTS = `
elections|{} counts votes after a close presidential election|Observers visited 400 polling stations and saw few problems.
elections|Opposition in {} demands a recount of the regional vote|The commission has ten days to answer the complaint.
economy|Central bank of {} raises its key rate to fight inflation|Prices rose faster than wages for a second year.
economy|{} agrees on a budget after weeks of talks|Spending on roads and schools goes up by four percent.
economy|Unemployment in {} falls to the lowest level in ten years|Economists disagree on how long the trend will last.
protests|Farmers in {} block roads with tractors over fuel prices|Police counted some 3,000 vehicles on the motorways.
protests|Thousands march in the capital of {} against a pension reform|Unions called for a general strike next week.
courts|Court in {} sentences a former minister for corruption|His lawyers announced an appeal within the hour.
courts|Judges in {} strike down a law on police powers|Parliament has a year to write a new one.
climate|{} plans to plant a billion trees by the end of the decade|Critics say that old forests matter more than new ones.
climate|Heat wave in {} breaks records and dries up rivers|Hospitals treated hundreds of people for heat stroke.
energy|{} opens its largest solar park in the desert|It is to supply electricity to 300,000 homes.
energy|{} signs a contract for liquefied gas over twenty years|Environmental groups call the deal a step backward.
health|Measles outbreak in {} closes schools in two provinces|Doctors ask parents to have their children vaccinated.
health|{} bans advertising for tobacco and vaping products|The industry says that sales will move abroad.
migration|{} builds a fence along part of its border|Aid groups fear that people will take more dangerous roads.
migration|Coast guard of {} rescues migrants from a sinking boat|Among them were 40 women and a dozen children.
trade|{} puts tariffs on imported steel and aluminum|Carmakers warn of higher prices for customers.
technology|{} fines an internet company over the data of its users|The company has a month to pay or to appeal.
artificial-intelligence|Government of {} tests artificial intelligence in its offices|A union asks who answers for mistakes.
space|{} sends its first weather satellite into orbit|The launch had been put off three times.
science|Researchers in {} find the bones of an unknown dinosaur|The skull is some 70 million years old.
covid-19|{} lifts its last rules against the coronavirus|Masks remain in use in hospitals.
international-monetary-fund|Lenders from Washington visit {} to talk about its debt|A report is due in the autumn.
european-union|Ambassadors from Brussels press {} over the rules for farm subsidies|Answers are expected within a month.
education|Schools in {} ban phones in the classroom|Teachers report quieter lessons, pupils longer breaks.
military-drills|{} begins naval exercises with two allies|Some 20 ships and 5,000 sailors take part.
terrorism|Bomb attack on a market in {} kills at least twelve|No group has claimed responsibility so far.
human-rights|Journalists in {} ask for the release of a colleague|The reporter was arrested at the airport in May.
free-speech|{} passes a law on foreign agents despite protests|Groups that get money from abroad have to register.
trade|Fishing crews of {} seize nets in disputed waters|Both governments summoned the ambassadors.
olympics|Athletes of {} leave the games over a doping case|A panel hears the case on Thursday.
football|{} reaches the final of the continental cup after penalties|Fans celebrated in the streets until the morning.`
  .trim()
  .split('\n')
  .map(line => line.split('|'))

const YEARS = [2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022] as const

/** The stories that stand around those that are asked for: every place and every event, each in one of the years. */
function around(): readonly Story[] {
  return PLACES.flatMap((place, at) =>
    EVENTS.flatMap(([subject = '', title = '', fact = ''], event) =>
      YEARS.filter((_, nth) => (at + event + nth) % YEARS.length === 0).map(year =>
        sketch({
          id: `${place}-${event}-${year}`,
          title: title.replace('{}', ALIASES.title(place)),
          date: `${year}-${String(1 + ((at + event) % 12)).padStart(2, '0')}-${String(1 + ((at * 7 + event) % 28)).padStart(2, '0')}`,
          topics: [place, subject],
          facts: [fact, `The government of ${ALIASES.title(place)} gave no further details in ${year}.`],
          side: 'Those who were there tell it otherwise, and people are right to ask whom it serves.',
          outlet: 'Reuters',
          url: `https://news.example/${year}/${place}-${event}`,
        }),
      ),
    ),
  )
}

export function labelledLibrary(): Library {
  const seeds = readdirSync(SEEDS).filter(name => name.endsWith('.md'))
  const stories = seeds.flatMap(name => read(readFileSync(new URL(name, SEEDS), 'utf8'), `seeds/${name}`).stories)
  return libraryOf([...stories, ...ABROAD, ...around()])
}

/** The place of what is meant among what is shown, from 1; undefined when it is not shown. */
export function placeOf({ ids, topic }: Labelled, found: Found): number | undefined {
  if (topic !== undefined) return found.kind === 'story' && found.topic === topic ? 1 : undefined
  const place = shown(found).findIndex(story => ids.includes(story.id))
  return place < 0 ? undefined : place + 1
}

function shown(found: Found): readonly Story[] {
  switch (found.kind) {
    case 'story':
      return [found.story, ...found.earlier]
    case 'several':
    case 'none':
      return found.nearest
    case 'latest':
      return found.stories
  }
}

export interface Recall {
  readonly kind: string
  readonly queries: number
  readonly at1: number
  readonly at5: number
  readonly missed: readonly string[]
}

/** By kind, and `all`: the shares (0 to 1) of queries whose meant story comes first, and among the first five. */
export function recall(library: Library, queries: readonly Labelled[]): readonly Recall[] {
  const asked = queries.map(labelled => ({ labelled, place: placeOf(labelled, library.find(labelled.query)) }))
  return [...new Set(queries.map(each => each.kind)), 'all'].map(kind => {
    const some = asked.filter(({ labelled }) => kind === 'all' || labelled.kind === kind)
    const within = (most: number) => some.filter(({ place = Number.POSITIVE_INFINITY }) => place <= most).length
    const missed = some.filter(({ place }) => place !== 1).map(({ labelled }) => labelled.query)
    return { kind, queries: some.length, at1: within(1) / some.length, at5: within(5) / some.length, missed }
  })
}
