import type { Absence, AbsenceInput } from '@zhiwei/contract'
import { App, Button, DatePicker, Form, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PersonSelect } from '../identity/index.ts'
import { useSession } from '../platform/index.ts'
import { EmptyState, FormModal, Pager, ProblemNotice, TableBones, useProblemWords } from '../ui/index.ts'
import type { PartProps } from './PerformancePage.tsx'
import { addAbsence, removeAbsence, useAbsences, useRefreshPerformance } from './queries.ts'

/** 缺勤: days on which somebody was away, kept by their lead. */
export function AbsencesPart({ mayWrite, place, onPlace }: PartProps & { mayWrite: boolean }) {
  const { t } = useTranslation('performance')
  const absences = useAbsences({ cursor: place.cursor })
  const [isAdding, setAdding] = useState(false)
  const rows = absences.data?.rows ?? []
  return (
    <>
      <div className="performance-bar">
        <span className="meta">{t('absence.hint')}</span>
        {mayWrite && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('absence.add')}
          </Button>
        )}
      </div>
      {absences.isPending && <TableBones />}
      {absences.isError && <ProblemNotice problem={absences.error} onRetry={absences.refetch} />}
      {absences.data && rows.length === 0 && <EmptyState title={t('none.absences')} detail={t('none.absencesDetail')} />}
      {rows.length > 0 && (
        <ul className="card performance-list" aria-label={t('part.absences')}>
          {rows.map((absence) => (
            <li key={absence.id}>
              <AbsenceLine absence={absence} mayRemove={mayWrite} />
            </li>
          ))}
        </ul>
      )}
      {absences.data && rows.length > 0 && (
        <Pager
          cursor={place.cursor}
          nextCursor={absences.data.nextCursor}
          total={absences.data.total}
          onChange={(cursor) => onPlace({ cursor })}
        />
      )}
      {isAdding && <AddModal onClose={() => setAdding(false)} />}
    </>
  )
}

function AbsenceLine({ absence: { id, person, fromDay, toDay, kind }, mayRemove }: { absence: Absence; mayRemove: boolean }) {
  const { t } = useTranslation('performance')
  const { message } = App.useApp()
  const words = useProblemWords()
  const refresh = useRefreshPerformance()
  async function remove() {
    try {
      await removeAbsence(id)
      await refresh()
    } catch (error) {
      const { title, detail } = words(error)
      void message.error(detail ?? title)
    }
  }
  return (
    <>
      <div>
        {person.name}
        <div className="meta figures">{t('absence.line', { from: fromDay, to: toDay, kind: t(`absence.kind.${kind}`) })}</div>
      </div>
      {mayRemove && (
        <Button size="small" type="text" onClick={() => void remove()}>
          {t('absence.remove')}
        </Button>
      )}
    </>
  )
}

type Values = { userId: string; days: [Dayjs, Dayjs]; kind: AbsenceInput['kind'] }

function AddModal({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('performance')
  const refresh = useRefreshPerformance()
  const {
    permissions,
    user: { unit },
  } = useSession()
  async function submit({ userId, days: [from, to], kind }: Values) {
    await addAbsence({ userId, fromDay: from.format('YYYY-MM-DD'), toDay: to.format('YYYY-MM-DD'), kind })
    await refresh()
  }
  const required = [{ required: true, message: t('absence.required') }]
  return (
    <FormModal<Values>
      open
      title={t('absence.add')}
      okText={t('absence.add')}
      initialValues={{ kind: 'leave' }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="userId" label={t('absence.person')} rules={required}>
        <PersonSelect unitId={permissions.includes('performance:manage') ? undefined : unit?.id} />
      </Form.Item>
      <Form.Item name="days" label={t('absence.days')} rules={required}>
        <DatePicker.RangePicker />
      </Form.Item>
      <Form.Item name="kind" label={t('absence.kindLabel')}>
        <Select options={(['leave', 'training', 'other'] as const).map((value) => ({ value, label: t(`absence.kind.${value}`) }))} />
      </Form.Item>
    </FormModal>
  )
}
