import { Bones } from '../frame/States.tsx'
import { LookupPage } from '../lookup/LookupPage.tsx'
import { Problem } from '../parts/Problem.tsx'
import { Screen } from '../parts/Screen.tsx'
import { usePortal } from '../portal-context.ts'
import { CaseScreen } from './CaseScreen.tsx'
import { useCase } from './use-case.ts'

/** 查进度: the case this device has a session of, else the look-up by number and code. */
export function CasePage() {
  const { t } = usePortal()
  const state = useCase()
  const { found, problem, needsLookup, load } = state
  if (needsLookup) return <LookupPage onOpened={() => void load()} />
  if (found) return <CaseScreen {...state} found={found} />
  return <Screen title={t('case.title')}>{problem === undefined ? <Bones /> : <Problem problem={problem} onRetry={load} />}</Screen>
}
