import { App, Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { downloadText, isProblem } from '../platform/index.ts'
import { FileDrop, ProblemNotice } from '../ui/index.ts'
import { useShiftActs } from './queries.ts'

const maxBytes = 2 * 1024 * 1024

/** 导入值班表: a file comes in whole or not at all; wrong rows are named. */
export function ImportModal({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('workflow')
  const { message } = App.useApp()
  const { bring } = useShiftActs()
  const take = ([file]: File[]) => {
    if (!file) return
    bring.mutate(file, {
      onSuccess: ({ added }) => {
        void message.success(t('onCall.imported', { count: added }))
        onClose()
      },
    })
  }
  const errors = isProblem(bring.error) ? bring.error.errors : []
  return (
    <Modal open title={t('onCall.import')} footer={null} onCancel={onClose} destroyOnHidden>
      <p className="meta">{t('onCall.importHint')}</p>
      <p>
        <Button size="small" onClick={() => downloadText(t('onCall.sampleName'), t('onCall.sample'))}>
          {t('onCall.getSample')}
        </Button>
      </p>
      <FileDrop accept=".xlsx,.csv" maxBytes={maxBytes} title={t('onCall.drop')} disabled={bring.isPending} onFiles={take} />
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
