import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { intakeSources } from '../../intake-sources.ts'
import { useImporter } from './importer-for-tests.ts'
import { importJobs } from './index.ts'

describe('files that are broken or strange end in an answer (导入失败)', () => {
  const desk = useImporter()
  const setRun = (id: string, changes: { state?: 'reading' | 'committing'; updated_at?: Date }) =>
    desk.world.deps.database
      .tenant(desk.world.tenantId)
      .transaction()
      .execute((tx) =>
        tx.updateTable('import_run').set(changes).where('tenant_id', '=', desk.world.tenantId).where('id', '=', id).execute(),
      )

  test('an emoji across every cut is left out whole', async () => {
    const cell = (length: number) => `${'停'.repeat(length - 1)}😀没人管`
    const run = await desk.importer.read(
      'emoji.csv',
      `投诉主题,投诉内容,投诉时间,处理结果\n${cell(300)},${cell(200)},${cell(100)},${cell(200)}\n${cell(300)},${cell(200)},2026/10/1,${cell(200)}\n`,
    )
    expect(run).toMatchObject({ state: 'ready', counts: { rows: 2, good: 1 } })
    expect(await desk.importer.commit(run.id, 'history')).toMatchObject({ state: 'committed', counts: { committed: 1 } })
  })

  test('GB18030 that shows only far down is read as it is', async () => {
    const plain = Array.from({ length: 5_000 }, (_, at) => `${at + 10},no water for ${at} days`).join('\n')
    const run = await desk.importer.read('late.csv', iconv.encode(`id,text\n${plain}\n9999,小区停水三天没人管\n`, 'gb18030'))
    expect(run).toMatchObject({ state: 'ready', source: 'gb18030', counts: { rows: 5_001, good: 5_001 } })
  })

  test('a workbook whose sheet is broken inside fails with a sentence', async () => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('台账')
    for (let row = 0; row < 3_000; row++) sheet.addRow(['投诉内容', `停水第 ${row} 天 ${Math.sin(row)}`])
    const whole = Buffer.from(await book.xlsx.writeBuffer())
    const at = whole.indexOf('xl/worksheets/sheet1.xml')
    const broken = Buffer.concat([whole.subarray(0, at + 9_000), Buffer.alloc(4_000, 7), whole.subarray(at + 13_000)])
    const run = await desk.importer.read('broken.xlsx', broken)
    expect(run).toMatchObject({ state: 'failed', detail: expect.stringContaining('另存') })
  })

  test('an error nobody foresaw ends in failed; what was committed before can be undone', async () => {
    const lines = Array.from({ length: 600 }, (_, at) => `F-${at},停水第 ${at} 次`)
    const run = await desk.importer.read('fails.csv', `编号,投诉内容\n${lines.join('\n')}\n`)
    await desk.admin.post(`/imports/${run.id}/commit`, { as: 'history' })
    // The clock breaks while the second batch is stored.
    let asked = 0
    const clock = () => {
      asked += 1
      if (asked > 3) throw new TypeError('no time')
      return desk.world.deps.clock()
    }
    await importJobs(intakeSources)['intake.commitImport']?.(
      { ...desk.world.deps, clock },
      { tenantId: desk.world.tenantId, importId: run.id },
      new AbortController().signal,
    )
    const failed = await desk.importer.detail(run.id)
    expect(failed).toMatchObject({ state: 'failed', can: { undo: true }, counts: { committed: 500 } })
    expect(failed.detail).toContain('撤销')
    expect(await desk.importer.undo(run.id)).toMatchObject({ state: 'undone', counts: { undone: 500 } })
  })

  test('a run that has not moved for ten minutes can be undone, one that works cannot', async () => {
    const run = await desk.importer.read('stuck.csv', '投诉内容\n停水三天没人管\n')
    await setRun(run.id, { state: 'committing' })
    expect((await desk.importer.detail(run.id)).can.undo).toBe(false)
    expect((await desk.admin.delete(`/imports/${run.id}`)).status).toBe(409)
    await setRun(run.id, { state: 'committing', updated_at: new Date(desk.world.deps.clock().getTime() - 11 * 60_000) })
    expect((await desk.importer.detail(run.id)).can.undo).toBe(true)
    expect(await desk.importer.undo(run.id)).toMatchObject({ state: 'undone' })
  })
})
