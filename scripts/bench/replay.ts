import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DatedMessage, dateOf, readMessages } from '../../server/src/cli/replay/read-messages.ts'
import { type ReplayAlarm, replay } from '../../server/src/cli/replay/replay.ts'
import { topicsOf } from '../../text/src/similar/index.ts'

// 预警回放 over the government messages: what surfaced when, against what hindsight finds. Thresholds were chosen on January to May 2019.

const say = (line: string) => void process.stdout.write(`${line}\n`)
const chosenUntil = '2019-05-31'
/** A matter is large when so many people told it within sixty days. */
const largePeople = 4
const largeDays = 60
/** An alarm is of a matter when so much of it belongs to it. */
const ofMatter = 0.6

type Matter = { title: string; members: DatedMessage[]; people: number; peak: number }

export async function benchReplay(args: string[]) {
  const file = args[0] ?? join(process.env.DATASETS_DIR ?? './datasets', 'gov-messages', 'messages.csv')
  if (!existsSync(file)) return say(`There is no ${file}: set DATASETS_DIR, or name a file`)
  const messages = readMessages(file, () => undefined)
  const began = performance.now()
  const alarms = [...replay(messages)]
  const seconds = (performance.now() - began) / 1_000
  const matters = mattersOf(messages)
  say(`${messages.length} messages, ${alarms.length} alarms, ${seconds.toFixed(1)} s\n`)
  say('Matters found with hindsight (subjects of the whole file), each with what was told of it')
  say(
    `${'first'.padEnd(11)}${'people'.padEnd(8)}${'3rd person'.padEnd(12)}${'alarm'.padEnd(12)}${'days after first'.padEnd(18)}${'before peak'.padEnd(13)}title`,
  )
  for (const matter of matters) say(lineOf(matter, alarms))
  say('')
  const verdicts = readVerdicts()
  for (const [name, of] of Object.entries({
    'January to May (thresholds chosen here)': alarms.filter((alarm) => alarm.raisedOn <= chosenUntil),
    'June to September': alarms.filter((alarm) => alarm.raisedOn > chosenUntil),
    all: alarms,
  }))
    say(`${name}: ${precisionOf(of, matters, verdicts, weeksOf(messages, of === alarms ? undefined : of))}`)
}

/** 事后: clusters over subjects alone, whatever the texts say; those that many people told in a short time. */
function mattersOf(messages: DatedMessage[]): Matter[] {
  return topicsOf(messages.map(({ subject, person }) => ({ subject, text: subject, ...(person && { writer: person }) })))
    .map(({ members, title }) => {
      const found = members.map((at) => messages[at] as DatedMessage).sort((a, b) => a.second - b.second)
      return { title, members: found, ...densestOf(found) }
    })
    .filter(({ people }) => people >= largePeople)
    .sort((a, b) => (a.members[0]?.second ?? 0) - (b.members[0]?.second ?? 0))
}

function densestOf(members: DatedMessage[]): { people: number; peak: number } {
  let people = 0
  for (const { day } of members)
    people = Math.max(people, peopleOf(members.filter((other) => other.day > day - largeDays && other.day <= day)))
  // The peak is the last day of the seven with most messages.
  let [peak, most] = [members[0]?.day ?? 0, 0]
  for (const { day } of members) {
    const count = members.filter((other) => other.day > day - 7 && other.day <= day).length
    if (count > most) [peak, most] = [day, count]
  }
  return { people, peak }
}

const peopleOf = (members: DatedMessage[]) => new Set(members.map(({ person, id }) => person ?? id)).size

const isOf = (alarm: ReplayAlarm, ids: Set<string>) =>
  alarm.messageIds.filter((id) => ids.has(id)).length >= Math.max(2, Math.min(alarm.messageIds.length, ids.size) / 3)

function lineOf({ members, people, peak, title }: Matter, alarms: ReplayAlarm[]): string {
  const ids = new Set(members.map(({ id }) => id))
  const alarm = alarms.find((one) => one.kind === 'topic' && isOf(one, ids))
  const first = members[0]?.day ?? 0
  const seen = new Set<string>()
  const third = members.find(({ person, id }) => seen.add(person ?? id).size === 3)?.day
  const raised = alarm ? Date.parse(alarm.raisedOn) / 86_400_000 : undefined
  const cells = [
    dateOf(first).padEnd(11),
    String(people).padEnd(8),
    (third ? dateOf(third) : '–').padEnd(12),
    (alarm?.raisedOn ?? 'none').padEnd(12),
  ]
  return `${cells.join('')}${String(raised === undefined ? '–' : raised - first).padEnd(18)}${String(raised === undefined ? '–' : `${peak - raised} days`).padEnd(13)}${title}`
}

type Verdict = 'one' | 'theme' | 'mixed' | 'false'

/** What people who read the messages of each alarm said, by key and day. */
function readVerdicts(): Record<string, Verdict> {
  return JSON.parse(readFileSync(new URL('./replay-verdicts.json', import.meta.url), 'utf8'))
}

function precisionOf(alarms: ReplayAlarm[], matters: Matter[], verdicts: Record<string, Verdict>, weeks: number): string {
  const read = alarms.map((alarm) => verdicts[`${alarm.raisedOn} ${alarm.key}`])
  const count = (verdict: Verdict) => read.filter((one) => one === verdict).length
  const [judged, isFalse] = [read.filter(Boolean).length, count('false')]
  const found = alarms.filter((alarm) =>
    matters.some(({ members }) => {
      const ids = new Set(members.map(({ id }) => id))
      return alarm.messageIds.filter((id) => ids.has(id)).length >= alarm.messageIds.length * ofMatter
    }),
  ).length
  return (
    `${alarms.length} alarms in ${weeks} weeks, ${found} of them a large matter of hindsight. Read by people: ${judged}; ` +
    `one matter ${count('one')}, one theme ${count('theme')}, a matter with others among it ${count('mixed')}, false ${isFalse}: ` +
    `precision ${ratio(judged - isFalse, judged)} (strict ${ratio(count('one'), judged)}), ${(isFalse / weeks).toFixed(2)} false a week`
  )
}

const ratio = (part: number, whole: number) => (whole ? (part / whole).toFixed(2) : '–')

function weeksOf(messages: DatedMessage[], of: ReplayAlarm[] | undefined): number {
  const days = [...new Set(messages.map(({ day }) => day))].filter((day) => dateOf(day) >= '2019-01-01')
  const isLate = of?.[0] && of[0].raisedOn > chosenUntil
  const counted = of ? days.filter((day) => (isLate ? dateOf(day) > chosenUntil : dateOf(day) <= chosenUntil)) : days
  return Math.max(1, Math.round((Math.max(...counted) - Math.min(...counted) + 1) / 7))
}
