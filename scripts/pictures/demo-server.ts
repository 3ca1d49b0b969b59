import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { clientAt } from '../../server/test/browser/client-at.ts'
import { placesOf } from '../../server/test/browser/places.ts'
import { fromBuild, startProgram, stopProgram } from '../../server/test/program.ts'
import { placesOfDetails } from './details.ts'

export const password = 'only for pictures'
const longestWaitMs = 5 * 60_000

/** The built server with demo data, on a folder of its own or the one that is kept. */
export async function startDemoServer(keep: string | undefined) {
  const dataDir = keep ? resolve(keep) : mkdtempSync(join(tmpdir(), 'zhiwei-pictures-'))
  mkdirSync(dataDir, { recursive: true })
  const program = await startProgram({ dataDir, entry: fromBuild, env: { ADMIN_PASSWORD: password, DEMO: '1', LOG_LEVEL: 'warn' } })
  return {
    url: program.url,
    async stop() {
      await stopProgram(program)
      if (!keep) rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}

/** Waits until the demo company is there, and answers where its most telling case, customer and file are. */
export async function placesOfDemo(url: string) {
  const admin = await clientAt(url, 'admin', password)
  const giveUpAt = Date.now() + longestWaitMs
  while (!(await admin.get('/sessions/current')).body.tenants.some(({ code }: { code: string }) => code === 'demo')) {
    if (Date.now() > giveUpAt) throw new Error('the demo company did not come within five minutes')
    await delay(500)
  }
  await admin.post('/sessions/current/tenant', { tenant: 'demo' })
  const caseId = await tellingCase(admin)
  const { body: complaintCase } = await admin.get(`/cases/${caseId}`)
  return {
    ...placesOf({ caseId, customerId: complaintCase.customer?.id ?? '', importId: await fileToCheck(admin) }),
    ...(await placesOfDetails(admin)),
  }
}

type Client = Awaited<ReturnType<typeof clientAt>>
type Row = { id: string; customer: object | null; suspended: boolean }

/** A heated case in hand, of a customer who is known, in which much has happened. */
async function tellingCase(admin: Client): Promise<string> {
  for (const filter of ['stage=4&status=handling', 'stage=3&status=handling', 'status=handling', 'open=true', '']) {
    const { rows } = (await admin.get(`/cases?${filter}&limit=20`)).body
    const known: Row[] = rows.filter(({ customer, suspended }: Row) => customer && !suspended)
    const stories = await Promise.all(
      known.map(async ({ id }) => ({ id, length: (await admin.get(`/cases/${id}/timeline`)).body.rows.length })),
    )
    const longest = stories.sort((one, other) => other.length - one.length)[0]
    if (longest) return longest.id
  }
  throw new Error('the demo has no case of a known customer')
}

const days = Array.from({ length: 24 }, (_, at) => at + 1)
const dates = [
  (day: number) => `2026/9/${day} ${8 + (day % 10)}:${10 + day}`,
  (day: number) => `2026-09-${String(day).padStart(2, '0')} 14:05:00`,
  (day: number) => `2026年9月${day}日`,
]
const matters = [
  ['空调安装迟到', '约好上午九点上门，等到下午一点才来，电话也打不通。', '空调'],
  ['冰箱修了还响', '修过两次还是异响，晚上睡不着，要求换一台。', '冰箱'],
  ['洗衣机漏水', '甩干时漏水，把楼下邻居家的天花板泡了，要求赔偿。', '洗衣机'],
  ['账单多收费用', '清洗服务多收了 60 元，客服说以系统为准。', '清洗服务'],
  ['热水器打不着火', '新装三天就打不着火，家里有老人和孩子。', '热水器'],
]

/** A month of complaints as a company keeps them, two of them with a date nobody can read; read and waiting to be checked. */
async function fileToCheck(admin: Client): Promise<string> {
  const rows = days.map((day) => {
    const [subject, text, product] = matters[day % matters.length] ?? []
    const date = day % 11 === 5 ? '上周四下午' : dates[day % dates.length]?.(day)
    return `TS-09${String(day).padStart(2, '0')},${date},王${'小大明芳'[day % 4]},1390000${1000 + day * 7},${subject},${text},${product},上海`
  })
  const form = new FormData()
  form.append('file', new Blob([`编号,投诉时间,客户姓名,联系电话,标题,投诉内容,产品,地区\n${rows.join('\n')}\n`]), '九月投诉台账.csv')
  const { id } = (await admin.post('/imports', form)).body
  while ((await admin.get(`/imports/${id}`)).body.state === 'reading') await delay(100)
  return id
}
