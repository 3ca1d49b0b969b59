import { CheckOutlined, CopyOutlined, DownloadOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { downloadText } from '../platform/index.ts'

type Props = {
  lines: string[]
  /** With a name, they can be taken along as a text file. */
  fileName?: string
}

/** Secrets the server tells only now: to copy, or to keep as a file. */
export function ShownOnce({ lines, fileName }: Props) {
  const { t } = useTranslation('identity')
  const { message } = App.useApp()
  const [isCopied, setCopied] = useState(false)
  const text = lines.join('\n')

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      void message.warning(t('shownOnce.copyByHand')) // no clipboard without https
    }
  }

  return (
    <div className="shown-once">
      <ul>
        {lines.map((line) => (
          <li key={line}>
            <code>{line}</code>
          </li>
        ))}
      </ul>
      <Button icon={isCopied ? <CheckOutlined /> : <CopyOutlined />} onClick={() => void copy()}>
        {t(isCopied ? 'shownOnce.copied' : 'shownOnce.copy')}
      </Button>
      {fileName && (
        <Button icon={<DownloadOutlined />} onClick={() => downloadText(fileName, text)}>
          {t('shownOnce.download')}
        </Button>
      )}
    </div>
  )
}
