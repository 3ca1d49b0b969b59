import pg from 'pg'
import { expect, test } from 'vitest'
import { aRegisteredCase, aUnit } from '../builders.ts'
import type { Client } from '../harness.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'

// 绩效: the person reads their sheet first and objects to a row, another person decides, the row is out, and the lead locks it.

inBrowser('a performance sheet goes its way (绩效)', () => {
  const office = useOffice()

  /** A month ago in the database: what happened today happened then, and the sheets of that month are waited for. */
  async function asOwner(work: (owner: pg.Client) => Promise<unknown>) {
    const owner = new pg.Client({ connectionString: office.ownerUrl })
    await owner.connect()
    try {
      const { rows } = await owner.query('select id from tenant')
      // The wall stands for the owner, too.
      await owner.query(`select set_config('app.tenant', $1, false)`, [rows[0]?.id])
      await work(owner)
    } finally {
      await owner.end()
    }
  }
  /** Everything that happened has been counted, so that nothing is counted anew later. */
  async function isCounted() {
    let left = true
    await asOwner(async (owner) => {
      const { rows } = await owner.query(`select exists (select 1 from case_event where seq is null)
        or exists (select 1 from feed_position where reader in ('analytics.keepFacts', 'sla.keepAdherence')
          and seq < (select max(seq) from case_event)) as left`)
      left = rows[0]?.left
    })
    return !left
  }
  const aMonthAgo = () =>
    asOwner(async (owner) => {
      await owner.query('begin')
      const columns = [
        'began_at',
        'accepted_at',
        'contacted_at',
        'contact_due_at',
        'closure_due_at',
        'answered_at',
        'found_at',
        'asked_at',
        'closed_at',
      ]
      const lastMonth = `date_trunc('month', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' - interval '10 days'`
      await owner.query(
        `update cycle_fact set ${columns.map((name) => `${name} = case when ${name} is null then null else ${lastMonth} end`).join(', ')}`,
      )
      await owner.query(`update case_adherence set began_at = ${lastMonth}`)
      // Sheets are made from the first of the month on, whatever day it is today.
      await owner.query(`insert into performance_rules (tenant_id, id, effective_from, definition, reason, made_at)
        select id, gen_random_uuid(), now() - interval '400 days',
          '{"weights":{"adherence":20,"timeliness":20,"effectiveness":25,"satisfaction":15,"finding":10,"coaching":10},"fewest":5,"ownDays":5,"pointsPerFinding":20,"prepareDay":1}',
          '示例', now() from tenant where not demo`)
      await owner.query('delete from performance_month')
      await owner.query('commit')
    })
  const daysGoBy = () =>
    asOwner((owner) => owner.query(`update performance_sheet set open_at = now() - interval '1 minute' where kind = 'person'`))
  const until = (found: () => Promise<unknown>) => expect.poll(found, { timeout: 120_000, interval: 500 }).toBeTruthy()

  test('read first, objected to, decided by another, locked by the lead', async () => {
    const unit = await aUnit(office.admin, '安装部')
    const handler = await office.hire('handler', '梁波', unit.id)
    const lead = await office.hire('supervisor', '方琴', unit.id)
    const quality = await office.hire('quality', '严若溪')
    const { body: people } = await office.admin.get('/users?limit=50')
    const handlerId = people.rows.find(({ name }: { name: string }) => name === '梁波').id
    const hand = await office.clientOf(handler)
    for (let at = 0; at < 6; at++) await handled(office.admin, hand, { unitId: unit.id, handlerId }, at === 0 ? 1 : 5, at)
    const closed = async () => (await office.admin.get(`/measures?names=closed&personId=${handlerId}`)).body.measures[0].total.value === 6
    await until(closed)
    await until(isCounted)
    await aMonthAgo()
    await until(async () => (await hand.get('/performance/sheets?own=true')).body.rows.length > 0)

    const reading = await office.desk(handler, '/performance')
    await reading
      .getByRole('link')
      .filter({ hasText: /^\d{4}-\d{2}$/ })
      .first()
      .click()
    await reading.getByText('这份先给您看').waitFor()
    const side = reading.getByRole('region', { name: '客户满意' })
    await side.getByText('5 / 6').waitFor()
    await side.getByRole('button', { name: '客户满意（4、5 分）的明细' }).click()
    const rows = reading.getByRole('dialog', { name: '客户满意（4、5 分）的明细' })
    await rows
      .getByRole('listitem')
      .filter({ has: reading.getByText('没做到', { exact: true }) })
      .getByRole('button', { name: '提出异议' })
      .click()
    await reading.getByRole('dialog', { name: '对这一行提出异议' }).getByLabel('原因').fill('客户打分时说的是价格')
    await reading.getByRole('dialog', { name: '对这一行提出异议' }).getByRole('button', { name: '提出异议' }).click()
    await rows.getByText('异议待裁定').waitFor()

    const signing = await office.desk(lead, '/performance?part=team')
    await signing.getByText('这里还没有绩效表').waitFor()

    const deciding = await office.desk(quality, '/performance?part=objections')
    await deciding.getByText('理由：客户打分时说的是价格').waitFor()
    await deciding.getByRole('button', { name: '裁定' }).click()
    await deciding.getByRole('dialog').getByLabel('答复').fill('录音里确实在说价格')
    await deciding.getByRole('dialog').getByRole('button', { name: '裁定' }).click()
    await deciding.getByText('没有异议').waitFor()

    await reading.reload()
    await side.getByText('5 / 5').waitFor()
    await reading.getByText('录音里确实在说价格').first().waitFor()

    await daysGoBy()
    await signing.reload()
    await signing.getByRole('link', { name: '梁波' }).click()
    await signing
      .getByRole('button', { name: '锁 定', exact: false })
      .or(signing.getByRole('button', { name: '锁定' }))
      .first()
      .click()
    await signing
      .getByRole('dialog')
      .getByRole('button', { name: /锁\s?定/ })
      .click()
    await signing.getByText('已锁定').waitFor()
    await signing.getByText(/由方琴锁定/).waitFor()
    expect((await hand.get('/performance/sheets?own=true')).body.rows).toMatchObject([{ state: 'locked' }])
  }, 240_000)
})

async function handled(admin: Client, hand: Client, to: { unitId: string; handlerId: string }, satisfaction: number, at: number) {
  const { caseId } = await aRegisteredCase(admin, { category: 'delivery.delay', complainant: { name: '王小明', phone: `1391234500${at}` } })
  const way: [Client, string, object][] = [
    [admin, 'acceptance', {}],
    [admin, 'dispatches', to],
    [hand, 'receipts', {}],
    [hand, 'returns', { result: '已核实', finding: 'substantiated' }],
    [admin, 'reviews', { verdict: 'pass' }],
    [admin, 'answers', { text: '非常抱歉，我们已安排今日上门并减免安装费。' }],
    [admin, 'followUps', { verdict: 'resolved', satisfaction }],
    [admin, 'rootCauses', { code: 'people.process', text: '派工未确认师傅到位' }],
    [admin, 'closure', {}],
  ]
  for (const [who, noun, body] of way) {
    const answer = await who.post(`/cases/${caseId}/${noun}`, body)
    expect(answer.status, `${noun}: ${JSON.stringify(answer.body)}`).toBe(201)
  }
}
