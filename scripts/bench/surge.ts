import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { clientOf } from './client.ts'
import { complaintNo } from './complaints.ts'
import { measure, type Target } from './load.ts'
import { startOwnServer } from './own-server.ts'
import { cpuMsOf, cpuMsOfTree } from './processes.ts'
import { randomFrom } from './random.ts'
import { tableOf } from './report.ts'
import { benchYardstick } from './yardstick.ts'

const usage = `Usage: npm run bench surge -- [options]
  --days N     days of history before (60)
  --daily N    complaints a day in it (100)
  --surge N    complaints of one product in one region that come in a minute (20)
  --seconds N  length of the measurement of intake afterwards (8)
  --json       print the figures as JSON`

const batch = 1_000
const dayMs = 86_400_000
const products = ['冰箱 B520', '冰箱 B602', '空调 K35', '空调 K72', '洗衣机 X10', '热水器 R60']
const regions = ['华东', '华南', '华北', '西南', '东北']
const connections = 32
const goalSeconds = 60

/** 突增: seconds from the first complaint of a surge in live intake to its warning, and what intake keeps with warnings on. */
export async function benchSurge(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      days: { type: 'string', default: '60' },
      daily: { type: 'string', default: '100' },
      surge: { type: 'string', default: '20' },
      seconds: { type: 'string', default: '8' },
      json: { type: 'boolean', default: false },
    },
  })
  const [days, daily, surge, seconds] = [values.days, values.daily, values.surge, values.seconds].map(Number) as [
    number,
    number,
    number,
    number,
  ]
  if (![days, daily, surge, seconds].every((value) => value > 0)) throw new Error(usage)
  const server = await startOwnServer(undefined)
  try {
    const client = clientOf(server.target)
    const random = randomFrom(5)
    const history = Array.from({ length: days * daily }, (_, at) => {
      const day = 1 + (at % days)
      return {
        ...complaintNo(at, days * daily),
        product: products[random.below(products.length)],
        region: regions[random.below(regions.length)],
        receivedAt: new Date(Date.now() - day * dayMs - random.below(12) * 3_600_000).toISOString(),
      }
    })
    for (let at = 0; at < history.length; at += batch) await client.post('/complaints/batch', { complaints: history.slice(at, at + batch) })
    process.stderr.write(`${history.length} complaints of ${days} days stored; until they are counted …\n`)
    await untilCounted(client, history.length)
    const before = await warnings(client)

    const began = performance.now()
    for (let at = 0; at < surge; at++) {
      await client.post('/complaints', {
        ...complaintNo(history.length + at, history.length * 2),
        product: products[0],
        region: regions[0],
        category: 'quality.fault',
        text: `冰箱半夜嗡嗡异响，第 ${at} 次反映，压缩机声音很大`,
      })
    }
    const sent = performance.now()
    let raised = await warnings(client)
    while (raised.length === before.length && performance.now() - began < 2 * goalSeconds * 1_000) {
      await delay(200)
      raised = await warnings(client)
    }
    const [warning] = raised.filter(({ id }) => !before.some((one) => one.id === id))
    const secondsToAlarm = (performance.now() - began) / 1_000
    const quietAfter = await untilQuiet(server.target)
    process.stderr.write(`the history was worked through ${quietAfter} s later; intake with warnings on …\n`)
    let next = history.length + surge
    const body = () => ({
      method: 'POST' as const,
      path: '/api/v1/complaints',
      headers: {},
      body: JSON.stringify({
        ...complaintNo(next++, 20_000),
        product: products[next % products.length],
        region: regions[next % regions.length],
      }),
    })
    const measured = [
      ...(await benchYardstick(server.target, server.dataDir, { connections, seconds: seconds / 2 })),
      await measure('POST /complaints, warnings on', server.target, body, { connections, seconds }),
    ]
    const figures = {
      history: history.length,
      surge,
      secondsToSend: round((sent - began) / 1_000),
      secondsToAlarm: warning ? round(secondsToAlarm) : null,
      goalSeconds,
      warning: warning && { subject: warning.subject, level: warning.level, facts: warning.facts },
      measured,
    }
    if (values.json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
    else {
      const { observed, expected, low, high } = warning?.facts ?? {}
      process.stdout.write(
        warning
          ? `surge of ${surge} in ${figures.secondsToSend} s: warned after ${figures.secondsToAlarm} s (goal ${goalSeconds} s): ${warning.subject}, ${observed} against ${expected} expected (${low}–${high}), false ones before: ${before.length}\n`
          : `surge of ${surge}: no warning within ${2 * goalSeconds} s\n`,
      )
      process.stdout.write(`${tableOf(measured)}\n`)
    }
  } finally {
    await server.stop()
  }
}

type Client = ReturnType<typeof clientOf>
type Raised = { id: string; subject: string; level: string; facts: Record<string, unknown> }
const warnings = async (client: Client): Promise<Raised[]> => (await client.get('/warnings?kind=surge&state=open')).rows
const round = (value: number) => Number(value.toFixed(1))

const quietMostSeconds = 180
/** What the history set going (topics, stages, risk of every case) is done: app and database take less than a third of a core for two looks. */
async function untilQuiet({ appPid, databasePid }: Target): Promise<number> {
  const used = () => cpuMsOf(appPid) + cpuMsOfTree(databasePid)
  const began = performance.now()
  for (let quiet = 0; quiet < 2 && performance.now() - began < quietMostSeconds * 1_000; ) {
    const before = used()
    await delay(2_000)
    quiet = used() - before < 2_000 / 3 ? quiet + 1 : 0
  }
  return Math.round((performance.now() - began) / 1_000)
}

/** The reader of the feed has counted everything. */
async function untilCounted(client: Client, all: number) {
  for (;;) {
    const course = await client.get('/series/course?days=365')
    const counted = course.points.reduce((sum: number, { count }: { count: number }) => sum + count, 0)
    if (counted >= all) return
    await delay(500)
  }
}
