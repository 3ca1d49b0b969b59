import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { numberText } from '../platform/index.ts'
import { useProblemWords } from '../ui/index.ts'
import { useUndoImport } from './import-queries.ts'

const consequences = ['withdrawn', 'kept', 'final'] as const

/** 撤销导入: says what will happen before it does. */
export function UndoButton({ id, committed }: { id: string; committed: number }) {
  const { t } = useTranslation('intake')
  const { modal, message } = App.useApp()
  const words = useProblemWords()
  const undo = useUndoImport(id)

  function ask() {
    void modal.confirm({
      title: t('imports.undo.title'),
      content: (
        <ul className="import-consequences">
          {consequences.map((consequence) => (
            <li key={consequence}>{t(`imports.undo.${consequence}`, { shown: numberText(committed) })}</li>
          ))}
        </ul>
      ),
      okText: t('imports.undo.ok'),
      okButtonProps: { danger: true },
      width: 480,
      onOk: () => undo.mutateAsync().catch((error) => void message.error(words(error).title)),
    })
  }

  return (
    <Button danger className="import-undo" loading={undo.isPending} onClick={ask}>
      {t('imports.undo.ok')}
    </Button>
  )
}

/** 放弃: drops a file that was read and not imported; nothing of it was stored yet. */
export function DiscardButton({ id }: { id: string }) {
  const { t } = useTranslation('intake')
  const { modal, message } = App.useApp()
  const words = useProblemWords()
  const navigate = useNavigate()
  const undo = useUndoImport(id)

  function ask() {
    void modal.confirm({
      title: t('imports.discard.title'),
      content: t('imports.discard.detail'),
      okText: t('imports.discard.ok'),
      onOk: () =>
        undo
          .mutateAsync()
          .then(() => void navigate('/imports'))
          .catch((error) => void message.error(words(error).title)),
    })
  }

  return (
    <Button type="link" size="small" onClick={ask}>
      {t('imports.discard.ok')}
    </Button>
  )
}
