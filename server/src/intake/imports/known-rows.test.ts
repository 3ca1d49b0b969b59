import { describe, expect, test } from 'vitest'
import { useImporter } from './importer-for-tests.ts'

describe('rows that were there before (编号已有工单)', () => {
  const desk = useImporter()

  test('a running number is no identity: the second month comes in too', async () => {
    const month = (no: number) => `编号,投诉内容,投诉时间\n1,停水${no},2026/${no}/1\n2,停电${no},2026/${no}/2\n3,停气${no},2026/${no}/3\n`
    for (const no of [8, 9]) {
      const run = await desk.importer.read(`${no}.csv`, month(no))
      expect(run.mapping).toEqual({ 1: 'text', 2: 'receivedAt' })
      expect(await desk.importer.commit(run.id)).toMatchObject({ counts: { committed: 3, known: 0 } })
    }
  })

  test('the preview says how many rows will not come in twice', async () => {
    const file = '工单编号,投诉内容\nK-7,停水\nK-9,停电\n'
    await desk.importer.commit((await desk.importer.read('k.csv', file)).id)
    const again = await desk.importer.read('k.csv', `${file}K-10,停气\nK-10,停气第二次\n`)
    expect(again.problems[0]).toMatchObject({
      row: 2,
      column: 'externalId',
      detail: '3 行的编号已经有工单，不会重复导入',
      severity: 'warning',
    })
    const done = await desk.importer.commit(again.id)
    expect(done).toMatchObject({ counts: { committed: 1, known: 3 } })
    // Also the double inside the file, with the case its first row became.
    const { rows } = await desk.importer.casesOf(again.id)
    expect(done.kept).toHaveLength(3)
    expect(done.kept[2]).toEqual({ caseId: rows[0].id, number: rows[0].number, why: 'existedBefore' })
  })
})
