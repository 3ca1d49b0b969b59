import { useMutation, useQuery } from '@tanstack/react-query'
import type { DataExport, ExportKind } from '@zhiwei/contract'
import { Alert, Button, Checkbox, Form, Input, Modal, Progress, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, isLeftOut, numberText, saveFromServer, useMay } from '../platform/index.ts'
import { ProblemNotice } from '../ui/index.ts'
import type { ExportQuery } from './ExportButton.tsx'

type Props = { what: ExportKind; query: ExportQuery; onClose: () => void }
type Choice = Pick<DataExport, 'format' | 'inFull'> & { reason?: string }

const pollMs = 700
const isUnderWay = (state: DataExport['state'] | undefined) => state === 'waiting' || state === 'running'
/** What holds names and phones at all. */
const withPersons: readonly ExportKind[] = ['cases', 'measureRows', 'contacts']

/** 导出: how, how far it is, calling it off, and how it ended. */
export function ExportModal({ what, query, onClose }: Props) {
  const { t } = useTranslation('exports')
  const [id, setId] = useState<string>()
  const make = useMutation({
    mutationFn: (choice: Choice) => api.post<DataExport>('/exports', { what, query: spelled(query), ...choice }),
    onSuccess: (made) => {
      setId(made.id)
      saveFromServer(`/exports/${made.id}/file`)
    },
  })
  const progress = useQuery({
    queryKey: ['exports', id],
    queryFn: ({ signal }) => api.get<DataExport>(`/exports/${id}`, undefined, signal),
    enabled: id !== undefined,
    initialData: make.data,
    refetchInterval: ({ state }) => (isUnderWay(state.data?.state) ? pollMs : false),
  })
  const cancel = useMutation({ mutationFn: () => api.delete(`/exports/${id}`), onSettled: () => progress.refetch() })
  const running = id !== undefined && isUnderWay(progress.data?.state)
  return (
    <Modal open title={t('title')} onCancel={onClose} footer={null} width={440} destroyOnHidden>
      {make.isError && <ProblemNotice problem={make.error} />}
      {progress.isError && <ProblemNotice problem={progress.error} onRetry={progress.refetch} />}
      {id === undefined && <Choose withPersons={withPersons.includes(what)} isBusy={make.isPending} onChosen={make.mutate} />}
      {id !== undefined && progress.data && (
        <div className="export-progress">
          <Far file={progress.data} />
          {running && (
            <Button danger loading={cancel.isPending} onClick={() => cancel.mutate()}>
              {t('cancel')}
            </Button>
          )}
          {!running && <Button onClick={onClose}>{t('close')}</Button>}
        </div>
      )}
    </Modal>
  )
}

/** Values of an address as texts; several of one name are joined. */
const spelled = (query: ExportQuery) =>
  Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) =>
      isLeftOut(name, value) || [value].flat().length === 0 ? [] : [[name, [value].flat().join(',')]],
    ),
  )

type ChooseProps = { withPersons: boolean; isBusy: boolean; onChosen: (choice: Choice) => void }
function Choose({ withPersons: offersPersons, isBusy, onChosen }: ChooseProps) {
  const { t } = useTranslation('exports')
  const mayReveal = useMay('customers:reveal')
  const [format, setFormat] = useState<Choice['format']>('xlsx')
  const [inFull, setInFull] = useState(false)
  const [reason, setReason] = useState('')
  const start = () => onChosen({ format, inFull, ...(inFull && { reason }) })
  return (
    <Form layout="vertical" onFinish={start}>
      <Form.Item label={t('format')}>
        <Segmented
          value={format}
          aria-label={t('format')}
          onChange={setFormat}
          options={[
            { value: 'xlsx', label: 'Excel (.xlsx)' },
            { value: 'csv', label: 'CSV' },
          ]}
        />
      </Form.Item>
      {offersPersons && mayReveal && (
        <Checkbox checked={inFull} onChange={({ target }) => setInFull(target.checked)}>
          {t('inFull')}
        </Checkbox>
      )}
      {inFull && (
        <Form.Item label={t('reason')} required extra={t('reasonHint')}>
          <Input value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
        </Form.Item>
      )}
      <p className="meta">{t(inFull ? 'fullHint' : 'maskedHint')}</p>
      <Button type="primary" htmlType="submit" loading={isBusy} disabled={inFull && reason.trim() === ''}>
        {t('start')}
      </Button>
    </Form>
  )
}

function Far({ file: { state, rows, expected } }: { file: DataExport }) {
  const { t } = useTranslation('exports')
  const counts = { rows: numberText(rows), expected: numberText(expected) }
  const share = expected === 0 ? 1 : Math.min(1, rows / expected)
  if (state === 'waiting' || state === 'running')
    return (
      <>
        <Progress percent={Math.floor(share * 100)} aria-label={t('progress')} />
        <p role="status">{t(state === 'waiting' ? 'waiting' : 'running', counts)}</p>
      </>
    )
  return <Alert showIcon type={state === 'complete' ? 'success' : 'warning'} title={t(`ended.${state}`, counts)} role="status" />
}
