import pg from 'pg'
import { expect, test } from 'vitest'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'

inBrowser('what stands behind figures of other modules (指标明细)', () => {
  const office = useOffice()

  /** Two actions that were due yesterday; the first is done in time. */
  async function twoActionsDue() {
    const owner = await office.hire('quality', '徐静')
    const { body: people } = await office.admin.get('/users?limit=50')
    const { id: ownerId } = people.rows.find(({ name }: { name: string }) => name === owner.name)
    const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
    const ids: string[] = []
    for (const title of ['按时做完的措施', '没有做完的措施']) {
      const given = { kind: 'preventive', title, ownerId, dueOn: tomorrow, cause: 'people.skill' }
      const { status, body } = await office.admin.post('/actions', given)
      expect(status, JSON.stringify(body)).toBe(201)
      ids.push(body.id)
    }
    const client = new pg.Client({ connectionString: office.ownerUrl })
    await client.connect()
    await client.query("select set_config('app.tenant', (select id::text from tenant where code = 'default'), false)")
    const { rowCount } = await client.query(
      `update action set state = 'open', due_on = current_date - 2, done_on = case when id = $1 then current_date - 3 end where id = any($2)`,
      [ids[0], ids],
    )
    await client.end()
    expect(rowCount).toBe(2)
  }

  test('one chooses between what counts and all of it; the choice stands in the address, and goes when the drawer is closed', async () => {
    await twoActionsDue()
    const page = await office.desk(office.boss, '/measures?name=actionOnTimeRatio&by=month')
    await page.getByRole('heading', { name: '措施按时完成率' }).waitFor()
    await page.getByRole('application').focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    const drawer = page.getByRole('dialog')
    await drawer.getByText('按时做完的措施').waitFor()
    expect(await drawer.locator('.measure-rows li').count()).toBe(1)
    await drawer.getByText('全部', { exact: true }).click()
    await drawer.getByText('没有做完的措施').waitFor()
    expect(await drawer.locator('.measure-rows li').count()).toBe(2)
    expect(new URL(page.url()).searchParams.get('part')).toBe('denominator')
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect.poll(() => new URL(page.url()).searchParams.get('part')).toBe(null)
  })

  test('the wall says while figures are counted anew', async () => {
    const client = new pg.Client({ connectionString: office.ownerUrl })
    await client.connect()
    await client.query("select set_config('app.tenant', (select id::text from tenant where code = 'default'), false)")
    await client.query(
      `insert into measure_state (tenant_id, zone, asked_at) select id, zone, now() from tenant where code = 'default'
       on conflict (tenant_id) do update set asked_at = excluded.asked_at`,
    )
    // The job that would count waits for its row.
    await client.query('begin')
    await client.query('select from measure_state for update')
    const page = await office.desk(office.boss, '/dashboards/manager?wall')
    await page.getByText('正在重新计数').waitFor()
    await client.query('rollback')
    await client.end()
  })
})
