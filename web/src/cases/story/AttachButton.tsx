import { PaperClipOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ratioText, sizeText, upload } from '../../platform/index.ts'
import { useProblemWords } from '../../ui/index.ts'
import { useCaseOnPage } from '../case-context.ts'
import { useRefreshCases } from '../queries.ts'

/** The server's limit for one file. */
const maxBytes = 25 * 1024 * 1024

/** 附件: sends chosen files one after the other; they stand in the story at once. */
export function AttachButton() {
  const { t } = useTranslation('cases')
  const { message } = App.useApp()
  const words = useProblemWords()
  const { complaintCase } = useCaseOnPage()
  const refresh = useRefreshCases()
  const chooser = useRef<HTMLInputElement>(null)
  const [progress, setProgress] = useState<number>()

  async function send(files: File[]) {
    for (const file of files) {
      if (file.size > maxBytes) {
        void message.error(t('ui:file.tooBig', { name: file.name, size: sizeText(file.size), limit: sizeText(maxBytes) }))
        continue
      }
      try {
        setProgress(0)
        await upload(`/cases/${complaintCase.id}/files`, file, { onProgress: setProgress })
        void message.success(t('composer.attached', { name: file.name }))
      } catch (error) {
        const { title, detail } = words(error)
        void message.error([file.name, title, detail].filter(Boolean).join(' '))
      }
    }
    setProgress(undefined)
    void refresh()
  }

  return (
    <>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        onChange={({ target }) => {
          void send([...(target.files ?? [])])
          target.value = ''
        }}
      />
      <Button
        type="text"
        size="small"
        className="attach"
        icon={<PaperClipOutlined />}
        loading={progress !== undefined}
        onClick={() => chooser.current?.click()}
      >
        {progress === undefined ? t('composer.attach') : ratioText(progress, 0)}
      </Button>
    </>
  )
}
