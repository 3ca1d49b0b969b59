import type { PartFile } from '@zhiwei/contract'
import { App, Button, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf, sizeText } from '../platform/index.ts'
import { Instant, useProblemWords } from '../ui/index.ts'

type Props = {
  files: PartFile[]
  /** Where they lie: the part's own address, as this side sees it. */
  address: string
  /** Missing: nothing may be added. */
  onAdd?: ((file: File) => Promise<unknown>) | undefined
  addWords: string
}

/** 附件, from either side. */
export function PartFiles({ files, address, onAdd, addWords }: Props) {
  const { t } = useTranslation('partners')
  const { message } = App.useApp()
  const words = useProblemWords()
  const [isSending, setSending] = useState(false)
  const send = async (file: File) => {
    setSending(true)
    await onAdd?.(file).catch((error: unknown) => message.error(words(error).title))
    setSending(false)
  }
  return (
    <>
      {files.length === 0 && <p className="meta">{t('files.none')}</p>}
      <ul className="part-files">
        {files.map(({ id, name, sizeBytes, at, fromPartner }) => (
          <li key={id}>
            <a href={addressOf(`${address}/files/${id}`)} download={name}>
              {name}
            </a>{' '}
            <span className="meta">
              {sizeText(sizeBytes)} · {t(fromPartner ? 'files.fromPartner' : 'files.fromCompany')} · <Instant at={at} />
            </span>
          </li>
        ))}
      </ul>
      {onAdd && (
        <Upload
          showUploadList={false}
          beforeUpload={(file) => {
            void send(file)
            return false
          }}
        >
          <Button size="small" loading={isSending}>
            {addWords}
          </Button>
        </Upload>
      )}
    </>
  )
}
