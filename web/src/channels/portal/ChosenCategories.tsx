import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined } from '@ant-design/icons'
import { CategoryPicture, type PortalSetting } from '@zhiwei/contract'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCatalogueName } from '../../classification/index.ts'
import { Picture } from '../../portal/index.ts'

export type Chosen = NonNullable<PortalSetting['categories']>
type Props = { chosen: Chosen; onChange: (chosen: Chosen) => void }

/** The categories in their order, each with its picture; moved and taken out by buttons. */
export function ChosenCategories({ chosen, onChange }: Props) {
  const { t } = useTranslation('channels')
  const nameOf = useCatalogueName('categories')
  const pictures = CategoryPicture.options.map((value) => ({
    value,
    label: (
      <span className="portal-picture">
        <Picture of={value} /> {t(`portal.picture.${value}`)}
      </span>
    ),
  }))
  const moved = (at: number, by: 1 | -1) => {
    const next = [...chosen]
    next.splice(at + by, 0, ...next.splice(at, 1))
    onChange(next)
  }
  return (
    <ol className="portal-categories" aria-label={t('portal.categories')}>
      {chosen.map(({ code, picture }, at) => {
        const name = nameOf(code)
        const act = (word: 'up' | 'down' | 'remove') => ({ type: 'text' as const, 'aria-label': t(`portal.${word}`, { name }) })
        return (
          <li key={code}>
            <Select<CategoryPicture>
              className="portal-picture-choice"
              aria-label={t('portal.pictureOf', { name })}
              value={picture}
              options={pictures}
              onChange={(next) => onChange(chosen.map((one) => (one.code === code ? { code, picture: next } : one)))}
            />
            <span className="portal-category-name">{name}</span>
            <Button {...act('up')} icon={<ArrowUpOutlined />} disabled={at === 0} onClick={() => moved(at, -1)} />
            <Button {...act('down')} icon={<ArrowDownOutlined />} disabled={at === chosen.length - 1} onClick={() => moved(at, 1)} />
            <Button {...act('remove')} icon={<CloseOutlined />} onClick={() => onChange(chosen.filter((one) => one.code !== code))} />
          </li>
        )
      })}
    </ol>
  )
}
