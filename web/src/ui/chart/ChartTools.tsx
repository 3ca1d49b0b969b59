import { App, Button, Dropdown } from 'antd'
import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { downloadMade } from '../../platform/download.ts'
import { useMode } from '../../platform/preferences.ts'
import { useProblemWords } from '../ProblemNotice.tsx'
import { type Drawn, savePicture } from './save-picture.ts'
import { type ChartTable, sheetOf } from './sheet.ts'

type Props = { label: string; notes: string[]; table: ChartTable; drawn: RefObject<(() => Drawn) | null> | null }

/** What can be taken away of a chart: its picture, and its numbers as a sheet. */
export function ChartTools({ label, notes, table, drawn }: Props) {
  const { t } = useTranslation('ui')
  const { message } = App.useApp()
  const words = useProblemWords()
  const mode = useMode()
  const [isMaking, setMaking] = useState(false)
  const items = [
    ...(drawn ? (['png', 'svg'] as const).map((key) => ({ key, label: t(`chart.save.${key}`) })) : []),
    ...(['xlsx', 'csv'] as const).map((key) => ({ key, label: t(`chart.save.${key}`) })),
  ]
  async function save(format: string) {
    setMaking(true)
    try {
      const picture = drawn?.current?.()
      if (format === 'png' || format === 'svg') {
        if (picture) await savePicture(picture, { title: label, note: notes.join(' · '), mode }, format)
      } else {
        const name = `${label.replaceAll(/[\\/:*?"<>|]/gu, ' ')}.${format}`
        await downloadMade('/sheets', { ...sheetOf(label, notes, table), format }, name)
      }
    } catch (problem) {
      message.error(words(problem).title)
    } finally {
      setMaking(false)
    }
  }
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => void save(key) }}>
      <Button type="text" size="small" loading={isMaking}>
        {t('chart.save.act')}
      </Button>
    </Dropdown>
  )
}
