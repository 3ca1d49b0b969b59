import { DownloadOutlined } from '@ant-design/icons'
import type { ExportKind } from '@zhiwei/contract'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Query, useMay } from '../platform/index.ts'

// Only who exports loads the dialog.
const ExportModal = lazy(async () => ({ default: (await import('./ExportModal.tsx')).ExportModal }))

/** As the list itself is asked; what is empty is left out. */
export type ExportQuery = Query
type Props = { what: ExportKind; query: ExportQuery; size?: 'small' | 'middle' }

/** 导出: the rows of a list by its own filter, for whoever may take them along. */
export function ExportButton({ what, query, size = 'middle' }: Props) {
  const { t } = useTranslation('exports')
  const [isOpen, setOpen] = useState(false)
  const may = useMay('exports:make')
  if (!may) return null
  return (
    <>
      <Button icon={<DownloadOutlined />} size={size} onClick={() => setOpen(true)}>
        {t('export')}
      </Button>
      {isOpen && (
        <Suspense>
          <ExportModal what={what} query={query} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
