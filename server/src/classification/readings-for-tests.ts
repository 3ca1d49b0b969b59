import { afterAll, beforeAll, expect } from 'vitest'
import { aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'

export const angry = '快递延迟十天了，打了五次电话互相推诿没人管！再不退款我就去12315投诉，找律师起诉你们，赔偿我500元！电话13912345678'
export const burnt = '刚才插座起火了，我妈手上烫伤送医院了！'
export const kindsOf = (signals: { kind: string }[]) => [...new Set(signals.map(({ kind }) => kind))]

/** An office with a unit, and what its examples ask about what was read of a case. */
export function useReadings() {
  const office = {} as { world: World; admin: Client; unitId: string }
  const timelineOf = async (id: string) => (await office.admin.get(`/cases/${id}/timeline`)).body.rows

  beforeAll(async () => {
    office.world = await aWorld()
    office.admin = await signedInAs(office.world)
    office.unitId = (await aUnit(office.admin, '安装部')).id
  })
  afterAll(() => office.world.close())

  return Object.assign(office, {
    timelineOf,
    analysisOf: async (id: string) => (await office.admin.get(`/cases/${id}/analysis`)).body,
    /** The customer writes on, and it is read. */
    async writes(id: string, text: string) {
      expect(await office.admin.post(`/cases/${id}/messages`, { direction: 'fromCustomer', text })).toMatchObject({ status: 201 })
      await office.world.settle()
    },
    async gradeOf(id: string) {
      const { severity, priority } = (await office.admin.get(`/cases/${id}`)).body
      return { severity, priority }
    },
  })
}
