import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { UnitSelect } from '../../../identity/index.ts'
import { GrowingText } from '../../../ui/index.ts'
import { LimitField } from './LimitField.tsx'

/** 协办部门: any number, each with its own task. */
export function CoUnitsField() {
  const { t } = useTranslation('cases')
  return (
    <Form.List name="coUnits">
      {(entries, { add, remove }) => (
        <div className="co-units">
          {entries.map(({ key, name }, index) => (
            // biome-ignore lint/a11y/useSemanticElements: the library draws a line under every legend
            <div key={key} className="co-unit" role="group" aria-label={t('input.coUnit', { number: index + 1 })}>
              <strong>{t('input.coUnit', { number: index + 1 })}</strong>
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={t('input.removeCoUnit')}
                title={t('input.removeCoUnit')}
                onClick={() => remove(name)}
              />
              <Form.Item name={[name, 'unitId']} label={t('field.coUnit')} required>
                <UnitSelect />
              </Form.Item>
              <Form.Item name={[name, 'instructions']} label={t('field.coInstructions')} required>
                <GrowingText minRows={2} maxRows={6} maxLength={2000} />
              </Form.Item>
              <Form.Item name={[name, 'limit']} label={t('field.coLimit')}>
                <LimitField />
              </Form.Item>
            </div>
          ))}
          <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add({})}>
            {t('input.addCoUnit')}
          </Button>
        </div>
      )}
    </Form.List>
  )
}
