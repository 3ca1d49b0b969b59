import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { useImporter } from './importer-for-tests.ts'

const file = `投诉内容,投诉人姓名,联系电话,客户编号,所属区域,业务产品,联系人,投诉时间
停水三天，请打13912345678,王小明,13912345678,C-1000778,幸福路12号3栋502,一户一表,欧阳菲菲,2026/10/1
停电两天,李雷雷,打不通,C-1000779,解放街8号,一户一表,欧阳菲菲,韩梅梅说是昨天13912345679
`
const secrets = ['13912345678', '13912345679', '王小明', '李雷雷', 'C-1000778', '幸福路12号', '欧阳菲菲', '栋502']

describe('personal data in imports (脱敏)', () => {
  const desk = useImporter()
  const rowOf = (id: string) =>
    desk.world.deps.database
      .tenant(desk.world.tenantId)
      .transaction()
      .execute((tx) =>
        tx.selectFrom('import_run').selectAll().where('tenant_id', '=', desk.world.tenantId).where('id', '=', id).executeTakeFirstOrThrow(),
      )

  test('stands masked in the run, its file goes with the commit, and nothing is left after an undo', async () => {
    const run = await desk.importer.read('台账13912345678.csv', file)
    const read = await rowOf(run.id)
    for (const secret of secrets) expect(JSON.stringify(read)).not.toContain(secret)
    expect(run.columns[1].samples[0]).toBe('王**')
    expect(run.preview[0].values).toMatchObject({ region: '幸福路**号**栋**', phone: '139****5678' })
    expect(existsSync(desk.world.deps.files.pathOf(read.storage_name))).toBe(true)

    await desk.importer.commit(run.id, 'history')
    const committed = await rowOf(run.id)
    expect(existsSync(desk.world.deps.files.pathOf(read.storage_name))).toBe(false)
    const { body: report } = await desk.admin.get(`/imports/${run.id}/problems.csv`)
    expect(report).toContain('"3","投诉时间"')
    for (const secret of secrets) expect(report).not.toContain(secret)
    const caseId = (await desk.importer.casesOf(run.id)).rows[0].id

    await desk.importer.undo(run.id)
    const undone = await rowOf(run.id)
    expect(undone).toMatchObject({ columns: [], preview: [], problems: [], file_name: '已撤销的导入' })
    expect(existsSync(desk.world.deps.files.pathOf(committed.storage_name))).toBe(false)
    const erased = await desk.world.deps.database
      .tenant(desk.world.tenantId)
      .transaction()
      .execute((tx) =>
        tx.selectFrom('complaint_case').select(['product', 'node', 'region']).where('id', '=', caseId).executeTakeFirstOrThrow(),
      )
    expect(erased).toEqual({ product: null, node: null, region: null })
  })
})
