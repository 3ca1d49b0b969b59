import type { PortalSetting } from '@zhiwei/contract'
import { Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCatalogueName } from '../../classification/index.ts'
import { type Chosen, ChosenCategories } from './ChosenCategories.tsx'

type Props = { choice: PortalSetting['choice']; value?: Chosen | null; onChange?: (value: Chosen | null) => void }

/** As many as a customer still looks over. */
const mostShown = 24

/** 分类: what customers choose from first, each with its picture, in this order; as shipped the top of the category tree. */
export function CategoriesField({ choice, value = null, onChange }: Props) {
  const { t } = useTranslation('channels')
  const nameOf = useCatalogueName('categories')
  const asShipped = choice.filter(({ code }) => !code.includes('.')).map(({ code, picture }) => ({ code, picture }))
  const rest = choice.filter(({ code }) => !value?.some((one) => one.code === code))
  function add(code: string | null) {
    const added = rest.find((one) => one.code === code)
    if (added) onChange?.([...(value ?? []), { code: added.code, picture: added.picture }])
  }
  return (
    <>
      <p>
        <Switch
          aria-label={t('portal.categoriesUsual')}
          checked={value === null}
          onChange={(isUsual) => onChange?.(isUsual ? null : asShipped)}
        />{' '}
        {t('portal.categoriesUsual')}
      </p>
      {value && <ChosenCategories chosen={value} onChange={(chosen) => onChange?.(chosen)} />}
      {value && value.length < mostShown && (
        <Select<string | null>
          aria-label={t('portal.addCategory')}
          placeholder={t('portal.addCategory')}
          showSearch={{ optionFilterProp: 'label' }}
          value={null}
          options={rest.map(({ code }) => ({ value: code, label: nameOf(code) }))}
          onChange={add}
        />
      )}
    </>
  )
}
