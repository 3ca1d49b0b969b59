import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../platform/index.ts'
import { useProblemWords } from '../../ui/index.ts'
import { useFilesShown, useShowFile } from './queries.ts'

type Props = { caseId: string; file: { id: string; name: string } }

/** 给客户看: whether the customer can open a file of the case in the portal; asked once more before it is shown or taken back. */
export function ShownToCustomer({ caseId, file }: Props) {
  const { t } = useTranslation('channels')
  const { modal, message } = App.useApp()
  const words = useProblemWords()
  const mayShow = useMay('cases:message')
  const shown = useFilesShown(caseId)
  const show = useShowFile(caseId)
  if (!shown.data) return null
  const mark = shown.data.rows.find(({ fileId }) => fileId === file.id)
  if (mark?.from === 'customer') return <span className="meta">{t('shown.theirs')}</span>
  const way = mark ? 'takeBack' : 'show'
  const ask = () =>
    void modal.confirm({
      title: t(`shown.${way}.ask`, { name: file.name }),
      content: t(`shown.${way}.hint`),
      okText: t(`shown.${way}.act`),
      onOk: () =>
        show.mutateAsync({ fileId: file.id, shown: !mark }).then(
          () => void message.success(t(`shown.${way}.done`)),
          (error: unknown) => void message.error(words(error).detail ?? words(error).title),
        ),
    })
  return (
    <>
      {mark && <span className="meta">{mark.by ? t('shown.by', { name: mark.by.name }) : t('shown.visible')}</span>}
      {mayShow && (
        <Button type="link" size="small" aria-label={t(`shown.${way}.of`, { name: file.name })} onClick={ask}>
          {t(`shown.${way}.act`)}
        </Button>
      )}
    </>
  )
}
