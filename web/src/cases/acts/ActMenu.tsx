import { MoreOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHotkey, useOfferActs } from '../../platform/index.ts'
import { bracketed } from '../../platform/punctuation.ts'
import { useCaseOnPage } from '../case-context.ts'
import { availabilityOf, groups } from './availability.ts'
import { useDoAct } from './use-do-act.ts'
import { useMissingWords } from './use-missing-words.ts'

/** Every act the person may do on this case, in groups; what the case lacks for one stands beside it. */
export function ActMenu() {
  const { t } = useTranslation('cases')
  const { complaintCase } = useCaseOnPage()
  const missingWords = useMissingWords()
  const { doAct } = useDoAct()
  const [isOpen, setOpen] = useState(false)
  useHotkey('.', () => setOpen(true), { description: t('keys.menu') })
  const allowed = Object.values(groups)
    .flat()
    .filter((name) => availabilityOf(complaintCase, name) === 'allowed')
  useOfferActs(allowed.map((name) => ({ id: name, label: `${t(`act.${name}`)} · ${complaintCase.number}`, act: () => doAct(name) })))

  const items = Object.entries(groups).flatMap(([group, names]) => {
    const children = names.flatMap((name) => {
      const availability = availabilityOf(complaintCase, name)
      if (availability === 'hidden') return []
      const label = t(`act.${name}`)
      if (availability === 'allowed') return [{ key: name, label }]
      return [{ key: name, label: label + bracketed(missingWords(availability.missing)), disabled: true }]
    })
    return children.length > 0 ? [{ key: group, type: 'group' as const, label: t(`actGroup.${group}`), children }] : []
  })
  if (items.length === 0) return null
  return (
    <Dropdown
      trigger={['click']}
      open={isOpen}
      onOpenChange={setOpen}
      autoFocus
      classNames={{ root: 'act-menu' }}
      menu={{ items, onClick: ({ key }) => doAct(key as Parameters<typeof doAct>[0]) }}
    >
      <Button icon={<MoreOutlined />} aria-label={t('page.allActs')} title={t('page.allActs')} />
    </Dropdown>
  )
}
