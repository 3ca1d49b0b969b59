import { TableOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover } from 'antd'
import { useTranslation } from 'react-i18next'
import { alwaysShown, columns, shownAtFirst } from './columns.tsx'

/** 列: which columns the list shows. */
export function ColumnChoice({ chosen, onChange }: { chosen: readonly string[]; onChange: (names: string[]) => void }) {
  const { t } = useTranslation('cases')
  const options = columns.map(({ name }) => ({ value: name, label: t(`column.${name}`), disabled: alwaysShown.includes(name) }))
  const choices = (
    <div className="column-choice">
      <Checkbox.Group options={options} value={[...alwaysShown, ...chosen]} onChange={(names) => onChange(names.map(String))} />
      <Button size="small" type="link" onClick={() => onChange(shownAtFirst)}>
        {t('list.columnsReset')}
      </Button>
    </div>
  )
  return (
    <Popover trigger="click" placement="bottomRight" content={choices}>
      <Button icon={<TableOutlined />} className="column-button">
        {t('list.columns')}
      </Button>
    </Popover>
  )
}
