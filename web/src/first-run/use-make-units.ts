import { useQueryClient } from '@tanstack/react-query'
import type { Role, Unit, User } from '@zhiwei/contract'
import { useState } from 'react'
import { api, isProblem } from '../platform/index.ts'
import { firstPassword, type Roster, type RosterPerson, type RosterUnit } from './roster.ts'

export type MadePerson = { id: string; version: number; name: string; username: string; unit: string; password: string }
export type Made = { units: Unit[]; people: MadePerson[]; refused: { name: string; why: string }[] }

const nouns = ['units', 'users', 'people', 'first-run']

/** Makes units and people by the same acts as the settings pages, one after the other; what is refused is told and the rest goes on. */
export function useMakeUnits(units: readonly Unit[], roles: readonly Role[]) {
  const client = useQueryClient()
  const [done, setDone] = useState<number>()
  const refresh = () => Promise.all(nouns.map((noun) => client.invalidateQueries({ queryKey: [noun] })))

  async function make(roster: Roster): Promise<Made> {
    const made: Made = { units: [], people: [], refused: [] }
    const idOf = new Map(units.filter(({ active }) => active).map(({ name, id }) => [name, id]))
    const known = new Map<string, string>()
    let count = 0
    setDone(0)
    for (const unit of roster.units) {
      const there = idOf.get(unit.name)
      if (there) known.set(unit.key, there)
      else
        await attempt(made, unit.name, async () => {
          const created = await makeUnit(unit, known.get(unit.parent ?? '') ?? null)
          known.set(unit.key, created.id)
          made.units.push(created)
        })
      setDone(++count)
    }
    for (const person of roster.people.filter(({ problem }) => problem === null)) {
      await attempt(made, person.name, async () => {
        made.people.push(await makePerson(person, known.get(person.unit) ?? null, roles))
      })
      setDone(++count)
    }
    await refresh()
    setDone(undefined)
    return made
  }

  /** 撤销: people and units made a moment ago are switched off again, the lower units first. */
  async function undo({ people, units }: Made) {
    for (const { id, version } of people) await api.patch(`/users/${id}`, { active: false, version })
    for (const { id, version } of units.toReversed()) await api.patch(`/units/${id}`, { active: false, version })
    await refresh()
  }

  return { make, undo, done }
}

async function attempt(made: Made, name: string, act: () => Promise<void>) {
  try {
    await act()
  } catch (error) {
    if (!isProblem(error)) throw error
    made.refused.push({ name, why: error.detail ?? error.title })
  }
}

const makeUnit = ({ name, kind }: RosterUnit, parentId: string | null) =>
  api.post<Unit>('/units', { name, kind, parentId, code: `u-${crypto.randomUUID().slice(0, 8)}` })

async function makePerson(
  { name, username, unit, roleCode }: RosterPerson,
  unitId: string | null,
  roles: readonly Role[],
): Promise<MadePerson> {
  const password = firstPassword()
  const roleIds = roles.filter(({ code }) => code === roleCode).map(({ id }) => id)
  const { id, version } = await api.post<User>('/users', { name, username, password, unitId, roleIds })
  return { id, version, name, username, unit, password }
}
