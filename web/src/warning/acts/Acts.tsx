import type { WarningDetail } from '@zhiwei/contract'
import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LinkButton, useProblemWords } from '../../ui/index.ts'
import { useWarningAct } from '../queries.ts'
import { LabelModal } from './LabelModal.tsx'
import { MeasureModal } from './MeasureModal.tsx'
import { AssignModal, ClearModal, CrisisModal, MergeModal, SnoozeModal } from './OtherModals.tsx'

const acts = ['label', 'assignment', 'measures', 'snooze', 'merges', 'crisis', 'clearance'] as const
type Open = (typeof acts)[number]

/** 认领 处置 标注 解除 …: what this person may do with the warning as it stands. */
export function Acts({ row }: { row: WarningDetail }) {
  const { t } = useTranslation('warning')
  const { message } = App.useApp()
  const words = useProblemWords()
  const { act } = useWarningAct(row.id)
  const [open, setOpen] = useState<Open>()
  const isOver = row.clearedAt !== null
  const close = () => setOpen(undefined)
  async function take() {
    try {
      await act('acknowledgement', { version: row.version })
      void message.success(t('done.acknowledgement'))
    } catch (error) {
      void message.error(words(error).title)
    }
  }
  const mayOpenCrisis = row.can.openCrisis && !row.crisisId && !isOver
  const others = [
    ...(row.can.handle && !isOver ? (['assignment', 'snooze', 'merges'] as const) : []),
    ...(mayOpenCrisis ? (['crisis'] as const) : []),
  ].map((key) => ({ key, label: t(`act.${key}`) }))
  return (
    <>
      {row.crisisId && <LinkButton to={`/crises/${row.crisisId}`}>{t('crisis.go')}</LinkButton>}
      {row.can.handle && row.state === 'raised' && (
        <Button type="primary" onClick={() => void take()}>
          {t('act.acknowledgement')}
        </Button>
      )}
      {row.can.handle && !isOver && <Button onClick={() => setOpen('measures')}>{t('act.measures')}</Button>}
      {row.can.handle && row.state !== 'merged' && <Button onClick={() => setOpen('label')}>{t('act.label')}</Button>}
      {row.can.handle && !isOver && <Button onClick={() => setOpen('clearance')}>{t('act.clearance')}</Button>}
      {others.length > 0 && (
        <Dropdown trigger={['click']} menu={{ items: others, onClick: ({ key }) => setOpen(key as Open) }}>
          <Button>{t('act.more')}</Button>
        </Dropdown>
      )}
      {open === 'label' && <LabelModal warning={row} {...(row.verdict && { verdict: row.verdict })} onClose={close} />}
      {open === 'measures' && <MeasureModal warning={row} onClose={close} />}
      {open === 'assignment' && <AssignModal warning={row} onClose={close} />}
      {open === 'snooze' && <SnoozeModal warning={row} onClose={close} />}
      {open === 'merges' && <MergeModal warning={row} onClose={close} />}
      {open === 'clearance' && <ClearModal warning={row} onClose={close} />}
      {open === 'crisis' && <CrisisModal warning={row} onClose={close} />}
    </>
  )
}
