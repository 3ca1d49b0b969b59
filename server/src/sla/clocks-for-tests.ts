import { afterAll, beforeAll } from 'vitest'
import { aCaseIn, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'

/** An office whose time is moved by hours, with a unit, and what its examples ask of a case. */
export function useClocks() {
  const office = {} as { world: World; admin: Client; unitId: string }
  const wholeCaseOf = async (id: string) => (await office.admin.get(`/cases/${id}`)).body
  /** The case with the clocks that acceptance started. */
  async function caseOf(id: string) {
    const { clocks, ...rest } = await wholeCaseOf(id)
    return { ...rest, clocks: clocks.filter((clock: { step: string }) => clock.step !== 'acceptance') }
  }

  beforeAll(async () => {
    office.world = await aWorld()
    office.admin = await signedInAs(office.world)
    office.unitId = (await aUnit(office.admin, '安装部')).id
  })
  afterAll(() => office.world.close())

  return Object.assign(office, {
    wholeCaseOf,
    caseOf,
    kindsOf: async (id: string): Promise<string[]> =>
      (await office.admin.get(`/cases/${id}/timeline`)).body.rows.map(({ kind }: { kind: string }) => kind),
    clockOf: async (id: string, step: string) => (await caseOf(id)).clocks.find((clock: { step: string }) => clock.step === step),
    inHours: (hours: number) => new Date(office.world.clock.now().getTime() + hours * 3_600_000).toISOString(),

    async after(hours: number) {
      office.world.clock.moveMinutes(hours * 60)
      await office.world.settle()
      // A session ends with the time that is moved here.
      office.admin = await signedInAs(office.world)
    },

    /** Each example begins on a Monday morning in Shanghai, so that days are counted the same. */
    async aMorningCase(status = 'accepted') {
      const soon = office.world.clock.now().getTime() + 2 * 86_400_000
      const monday = soon + ((8 - new Date(soon).getUTCDay()) % 7) * 86_400_000
      const day = new Date(monday).toISOString().slice(0, 10)
      office.world.clock.set(`${day}T02:00:00Z`)
      office.admin = await signedInAs(office.world)
      const { id } = await aCaseIn(status, office.admin, office.unitId)
      await office.world.settle()
      return id
    },
  })
}
