import { CopyOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCatalogueName } from '../classification/index.ts'
import { useHotkey, useSession } from '../platform/index.ts'
import { SeverityTag, StageMark, StatusTag } from '../ui/index.ts'
import { ActButton } from './acts/ActButton.tsx'
import { ActMenu } from './acts/ActMenu.tsx'
import { availabilityOf, nextActsOf, nextActsShown } from './acts/availability.ts'
import type { ActName } from './acts/forms.ts'
import { useDoAct } from './acts/use-do-act.ts'
import { useCaseOnPage } from './case-context.ts'

/** Number, status, stage, severity and category beside the subject. */
export function CaseMarks() {
  const { complaintCase } = useCaseOnPage()
  const categoryName = useCatalogueName('categories')
  const { status, stage, severity, category } = complaintCase
  return (
    <span className="case-marks">
      <CaseNumber />
      <StatusTag status={status} />
      {stage && <StageMark stage={stage} />}
      {severity && <SeverityTag severity={severity} />}
      {category && <span className="case-category">{categoryName(category)}</span>}
    </span>
  )
}

function CaseNumber() {
  const { t } = useTranslation('cases')
  const { message } = App.useApp()
  const { number } = useCaseOnPage().complaintCase
  async function copy() {
    try {
      await navigator.clipboard.writeText(number)
      void message.success(t('page.copied', { number }))
    } catch {
      void message.info(t('page.notCopied'))
    }
  }
  return (
    <span className="case-number">
      <span className="figures">{number}</span>
      <Button
        type="text"
        size="small"
        icon={<CopyOutlined />}
        aria-label={t('page.copy')}
        title={t('page.copy')}
        onClick={() => void copy()}
      />
    </span>
  )
}

/** The usual acts in the order of the way; those that lead on stand in the right column. */
const usual: readonly ActName[] = ['answers', 'dispatches', 'returns', 'followUps', 'closure', 'escalations']
const shown = 3

/** The acts one needs most, with their keys, and all the others in a menu. */
export function CaseActs() {
  const { complaintCase } = useCaseOnPage()
  const { user } = useSession()
  const beside = nextActsOf(complaintCase, user.unit?.id).slice(0, nextActsShown)
  const offered = usual.filter((name) => !beside.includes(name) && availabilityOf(complaintCase, name) !== 'hidden').slice(0, shown)
  useActKeys()
  return (
    <>
      {offered.map((name) => (
        <ActButton key={name} name={name} />
      ))}
      <ActMenu />
    </>
  )
}

const keys = { e: 'answers', m: 'notes', s: 'messages', d: 'dispatches', u: 'escalations' } as const satisfies Record<string, ActName>

function useActKeys() {
  const { t } = useTranslation('cases')
  const { complaintCase } = useCaseOnPage()
  const { doAct } = useDoAct()
  const bind = (key: keyof typeof keys) => {
    const name = keys[key]
    return [key, () => doAct(name), { description: t(`act.${name}`), enabled: availabilityOf(complaintCase, name) === 'allowed' }] as const
  }
  useHotkey(...bind('e'))
  useHotkey(...bind('m'))
  useHotkey(...bind('s'))
  useHotkey(...bind('d'))
  useHotkey(...bind('u'))
}
