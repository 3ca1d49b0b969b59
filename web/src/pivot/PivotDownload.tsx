import { DownloadOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { downloadFile, type Query } from '../platform/index.ts'
import { useProblemWords } from '../ui/index.ts'

const formats = ['xlsx', 'csv'] as const

/** The figures as they stand on the page, as a file. */
export function PivotDownload({ query }: { query: Query }) {
  const { t } = useTranslation('pivot')
  const { message } = App.useApp()
  const words = useProblemWords()
  const [isMaking, setMaking] = useState(false)
  async function save(format: string) {
    setMaking(true)
    await downloadFile('/measures/pivot/file', { ...query, format }).catch((problem: unknown) => message.error(words(problem).title))
    setMaking(false)
  }
  const items = formats.map((key) => ({ key, label: t(`save.${key}`) }))
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => void save(key) }}>
      <Button icon={<DownloadOutlined />} loading={isMaking}>
        {t('save.act')}
      </Button>
    </Dropdown>
  )
}
