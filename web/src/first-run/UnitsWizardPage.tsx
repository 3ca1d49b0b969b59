import type { Role, Unit } from '@zhiwei/contract'
import { Steps } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useUnits } from '../identity/index.ts'
import { Page, PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { useRolesAndUsers } from './people-queries.ts'
import { linesOf, type Roster, rosterOf } from './roster.ts'
import { UnitsChoice } from './UnitsChoice.tsx'
import { UnitsMade } from './UnitsMade.tsx'
import { UnitsReview } from './UnitsReview.tsx'
import { type Made, useMakeUnits } from './use-make-units.ts'
import './first-run.css'

/** 建立部门和人员: choose or paste, review, make; all of it at once and taken back at once. */
export function UnitsWizardPage() {
  const { t } = useTranslation('first-run')
  const units = useUnits()
  const { roles, usernames, problem, retry } = useRolesAndUsers()
  if (problem || units.isError)
    return (
      <Page title={t('units.title')}>
        <ProblemNotice problem={problem ?? units.error} onRetry={() => void Promise.all([retry(), units.refetch()])} />
      </Page>
    )
  if (!roles || !units.data) return <PageSkeleton shape="form" />
  return <Wizard units={units.data.rows} roles={roles} usernames={usernames} />
}

function Wizard({ units, roles, usernames }: { units: Unit[]; roles: Role[]; usernames: string[] }) {
  const { t } = useTranslation('first-run')
  const [text, setText] = useState('')
  const [roster, setRoster] = useState<Roster>()
  const [made, setMade] = useState<Made>()
  const { make, undo, done } = useMakeUnits(units, roles)
  const at = made ? 2 : roster ? 1 : 0
  return (
    <Page title={t('units.title')} breadcrumbs={[{ label: t('title'), to: '/start' }]}>
      <Steps size="small" className="wizard-steps" current={at} items={[0, 1, 2].map((step) => ({ title: t(`units.steps.${step}`) }))} />
      {at === 0 && <UnitsChoice text={text} onText={setText} onNext={() => setRoster(rosterOf(linesOf(text), roles, usernames))} />}
      {roster && !made && (
        <UnitsReview
          roster={roster}
          units={units}
          roles={roles}
          done={done}
          onRoster={setRoster}
          onBack={() => setRoster(undefined)}
          onMake={async () => setMade(await make(roster))}
        />
      )}
      {made && (
        <UnitsMade
          made={made}
          onUndo={async () => {
            await undo(made)
            setMade(undefined)
            setRoster(undefined)
          }}
        />
      )}
    </Page>
  )
}
