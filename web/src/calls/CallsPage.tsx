import type { CallRow } from '@zhiwei/contract'
import { Form, Input, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ContactDrawer } from '../contacts/index.ts'
import { useUrlState } from '../platform/index.ts'
import { EmptyState, FormModal, Page, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { CallTable } from './CallTable.tsx'
import { useCallActs, useCalls } from './queries.ts'
import './calls.css'

const Place = z.object({
  of: z.enum(['mine', 'all']).default('mine'),
  show: z.enum(['all', 'missed', 'live']).default('all'),
  number: z.string().max(40).optional(),
  cursor: z.string().optional(),
})

/** 来电: the own calls or all; those nobody answered wait to be called back. */
export function CallsPage() {
  const { t } = useTranslation('calls')
  const [place, setPlace] = useUrlState(Place)
  const [returning, setReturning] = useState<CallRow>()
  const [contactId, setContactId] = useState<string>()
  const { callBack } = useCallActs()
  const calls = useCalls(place)
  const rows = calls.data?.rows ?? []
  const { cursor: _first, ...filter } = place
  return (
    <Page
      title={t('title')}
      extra={
        <span className="call-filters">
          <Segmented
            value={place.of}
            aria-label={t('of.label')}
            onChange={(of) => setPlace({ ...filter, of })}
            options={(['mine', 'all'] as const).map((value) => ({ value, label: t(`of.${value}`) }))}
          />
          <Segmented
            value={place.show}
            aria-label={t('show.label')}
            onChange={(show) => setPlace({ ...filter, show, ...(show === 'missed' && { of: 'all' as const }) })}
            options={(['all', 'missed', 'live'] as const).map((value) => ({ value, label: t(`show.${value}`) }))}
          />
          <Input.Search
            allowClear
            className="call-search"
            aria-label={t('number')}
            placeholder={t('numberHint')}
            defaultValue={place.number}
            onSearch={(number) => setPlace({ ...filter, number: number.trim() || undefined })}
          />
        </span>
      }
    >
      {calls.isPending && <TableBones />}
      {calls.isError && <ProblemNotice problem={calls.error} onRetry={calls.refetch} />}
      {calls.data && rows.length === 0 && <EmptyState title={t(`empty.${place.show}`)} detail={t('empty.detail')} />}
      {rows.length > 0 && <CallTable rows={rows} onCallBack={setReturning} onContact={setContactId} />}
      {calls.data && (rows.length > 0 || place.cursor) && (
        <Pager
          cursor={place.cursor}
          nextCursor={calls.data.nextCursor}
          total={calls.data.total}
          onChange={(cursor) => setPlace({ ...place, cursor })}
        />
      )}
      {contactId && <ContactDrawer id={contactId} onClose={() => setContactId(undefined)} />}
      {returning && (
        <FormModal<{ note: string }>
          open
          title={t('callBack.title', { number: returning.number ?? t('withheld') })}
          okText={t('callBack.done')}
          onSubmit={({ note }) => callBack.mutateAsync({ id: returning.id, note })}
          onClose={() => setReturning(undefined)}
        >
          <Form.Item
            name="note"
            label={t('callBack.note')}
            rules={[{ required: true, whitespace: true, message: t('callBack.noteRequired') }]}
          >
            <Input.TextArea rows={3} maxLength={500} autoFocus />
          </Form.Item>
        </FormModal>
      )}
    </Page>
  )
}
