import { App, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../platform/index.ts'
import { FileDrop, ProblemNotice } from '../ui/index.ts'
import { useRiskPointActs } from './queries.ts'

const maxBytes = 2 * 1024 * 1024

/** 导入: the columns of the export; a file comes in whole or not at all, wrong rows are named. */
export function ImportModal({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('risk-points')
  const { message } = App.useApp()
  const { bring } = useRiskPointActs()
  const take = ([file]: File[]) => {
    if (!file) return
    bring.mutate(file, {
      onSuccess: (counts) => {
        void message.success(t('imported', { ...counts }))
        onClose()
      },
    })
  }
  const errors = isProblem(bring.error) ? bring.error.errors : []
  return (
    <Modal open title={t('import')} footer={null} onCancel={onClose} destroyOnHidden>
      <p className="meta">{t('importHint')}</p>
      <FileDrop accept=".xlsx,.csv" maxBytes={maxBytes} title={t('drop')} disabled={bring.isPending} onFiles={take} />
      {bring.isError && <ProblemNotice problem={bring.error} />}
      {errors.length > 0 && (
        <ul>
          {errors.map(({ pointer, detail }) => (
            <li key={pointer}>{detail}</li>
          ))}
        </ul>
      )}
    </Modal>
  )
}
