import type { Role, Unit } from '@zhiwei/contract'
import { UnitKind } from '@zhiwei/contract'
import { Button, Progress, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useShippedName } from '../platform/index.ts'
import type { Roster, RosterPerson, RosterUnit } from './roster.ts'

type Props = {
  roster: Roster
  units: readonly Unit[]
  roles: readonly Role[]
  /** So many have been made; undefined: not begun. */
  done: number | undefined
  onRoster: (roster: Roster) => void
  onBack: () => void
  onMake: () => Promise<void>
}

/** 核对: what will be made, with what is there already and what cannot be read. */
export function UnitsReview({ roster, units, roles, done, onRoster, onBack, onMake }: Props) {
  const { t } = useTranslation('first-run')
  const [isBusy, setBusy] = useState(false)
  const isThere = ({ name }: RosterUnit) => units.some((unit) => unit.active && unit.name === name)
  const fresh = roster.units.filter((unit) => !isThere(unit))
  const good = roster.people.filter(({ problem }) => problem === null)
  const all = roster.units.length + good.length
  async function makeAll() {
    setBusy(true)
    try {
      await onMake()
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="first-run">
      <section className="card wizard-part">
        <h2>{t('units.units', { count: fresh.length })}</h2>
        <Table<RosterUnit>
          size="small"
          pagination={false}
          rowKey="key"
          scroll={{ x: 'max-content' }}
          dataSource={roster.units}
          columns={[
            { title: t('units.unit'), dataIndex: 'key' },
            {
              title: t('units.kind'),
              render: (_, unit) =>
                isThere(unit) ? (
                  <span className="meta">{t('units.there')}</span>
                ) : (
                  <Select<UnitKind>
                    size="small"
                    aria-label={t('units.kindOf', { name: unit.name })}
                    value={unit.kind}
                    popupMatchSelectWidth={false}
                    options={UnitKind.options.map((value) => ({ value, label: t(`identity:units.kinds.${value}`) }))}
                    onChange={(kind) =>
                      onRoster({ ...roster, units: roster.units.map((one) => (one.key === unit.key ? { ...one, kind } : one)) })
                    }
                  />
                ),
            },
          ]}
        />
      </section>
      {roster.people.length > 0 && (
        <section className="card wizard-part">
          <h2>{t('units.people', { count: good.length })}</h2>
          <People roster={roster} roles={roles} onRoster={onRoster} />
          <p className="meta">
            {t('units.rolesHint')} <Link to="/settings/roles">{t('ui:settings.roles')}</Link>
          </p>
        </section>
      )}
      {done !== undefined && <Progress percent={Math.round((done / Math.max(all, 1)) * 100)} />}
      <div className="wizard-acts">
        <Button type="primary" loading={isBusy} disabled={fresh.length + good.length === 0} onClick={() => void makeAll()}>
          {t('units.make', { units: fresh.length, people: good.length })}
        </Button>
        <Button disabled={isBusy} onClick={onBack}>
          {t('units.back')}
        </Button>
      </div>
    </div>
  )
}

function People({ roster, roles, onRoster }: Pick<Props, 'roster' | 'roles' | 'onRoster'>) {
  const { t } = useTranslation('first-run')
  const named = useShippedName()
  const choose = (person: RosterPerson, roleCode: string) =>
    onRoster({
      ...roster,
      people: roster.people.map((one) =>
        one.line === person.line ? { ...one, roleCode, problem: one.problem === 'unknownRole' ? null : one.problem } : one,
      ),
    })
  return (
    <Table<RosterPerson>
      size="small"
      pagination={false}
      rowKey="line"
      scroll={{ x: 'max-content' }}
      dataSource={roster.people}
      columns={[
        { title: t('units.name'), dataIndex: 'name' },
        { title: t('units.unit'), dataIndex: 'unit' },
        {
          title: t('units.role'),
          render: (_, person) => (
            <Select<string>
              size="small"
              aria-label={t('units.roleOf', { name: person.name })}
              value={person.roleCode || null}
              placeholder={t('units.chooseRole')}
              popupMatchSelectWidth={false}
              options={roles.map(({ code, name }) => ({ value: code, label: named(name) }))}
              onChange={(code) => choose(person, code)}
            />
          ),
        },
        { title: t('units.username'), dataIndex: 'username' },
        {
          title: t('units.note'),
          render: (_, { problem }) => problem && <span className="wizard-bad">{t(`units.problem.${problem}`)}</span>,
        },
      ]}
    />
  )
}
