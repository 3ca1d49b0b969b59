import { DeleteOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { LimitField } from '../../cases/index.ts'
import { UnitSelect } from '../../identity/index.ts'
import { GrowingText } from '../../ui/index.ts'
import type { CoUnit } from './DispatchPanel.tsx'

type Props = { number: number; value: CoUnit; onChange: (next: CoUnit) => void; onRemove: () => void }

/** 协办: another unit, what it is asked for, and until when. */
export function CoUnitFields({ number, value, onChange, onRemove }: Props) {
  const { t } = useTranslation('dispatch')
  return (
    // biome-ignore lint/a11y/useSemanticElements: the library draws a line under every legend
    <div className="desk-co" role="group" aria-label={t('desk.co', { number })}>
      <div className="desk-co-head">
        <strong>{t('desk.co', { number })}</strong>
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          aria-label={t('desk.removeCo')}
          title={t('desk.removeCo')}
          onClick={onRemove}
        />
      </div>
      <UnitSelect
        autoFocus={value.unitId === undefined}
        value={value.unitId}
        label={t('desk.coUnits')}
        placeholder={t('desk.coUnits')}
        onChange={(unitId) => onChange({ ...value, unitId })}
      />
      <GrowingText
        autoFocus={value.unitId !== undefined}
        aria-label={t('desk.coWhat')}
        placeholder={t('desk.coWhat')}
        minRows={1}
        maxRows={4}
        maxLength={2000}
        value={value.instructions}
        onChange={(event) => onChange({ ...value, instructions: event.target.value })}
      />
      <LimitField value={value.limit} onChange={(limit) => onChange({ ...value, limit })} />
    </div>
  )
}
