import type { TextModel } from '@zhiwei/contract'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { ReasonModal } from '../../ui/index.ts'
import { useServeModel } from './queries.ts'
import { useHeadWord } from './use-head-word.ts'

/** 退回到此版本, or a model that was not found better after all; the reason stands in the audit. */
export function ServeModal({ model, onClose }: { model: TextModel; onClose: () => void }) {
  const { t } = useTranslation('classification')
  const { message } = App.useApp()
  const headWord = useHeadWord()
  const serve = useServeModel()
  const what = model.state === 'earlier' ? 'rollback' : 'use'
  return (
    <ReasonModal
      open
      title={t(`models.${what}Title`, { head: headWord(model), origin: t(`models.origin.${model.origin}`) })}
      consequence={t('models.consequence')}
      okText={t(`models.${what}`)}
      onConfirm={async (reason) => {
        await serve.mutateAsync({ id: model.id, reason })
        void message.success(t('models.serveDone'))
      }}
      onClose={onClose}
    />
  )
}
