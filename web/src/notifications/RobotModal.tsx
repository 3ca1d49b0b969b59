import { type Robot, RobotKind } from '@zhiwei/contract'
import { Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { UnitSelect } from '../identity/index.ts'
import { FormModal } from '../ui/index.ts'
import { useRobotActs } from './queries.ts'

type Values = { name: string; kind: RobotKind; address?: string; secret?: string; unitId?: string }

/** A robot of a group; of one that stands, address and secret stay when left empty. */
export function RobotModal({ robot, onClose }: { robot: Robot | undefined; onClose: () => void }) {
  const { t } = useTranslation('notifications')
  const { add, change } = useRobotActs()
  const submit = ({ name, kind, address, secret, unitId }: Values) => {
    const given = { name, unitId: unitId ?? null, ...(address && { address }), ...(secret && { secret }) }
    return robot ? change.mutateAsync({ id: robot.id, version: robot.version, ...given }) : add.mutateAsync({ ...given, kind })
  }
  return (
    <FormModal<Values>
      open
      title={robot ? t('robot.edit', { name: robot.name }) : t('robot.new')}
      okText={t('save')}
      initialValues={{
        kind: 'wecom',
        ...(robot && { name: robot.name, kind: robot.kind }),
        ...(robot?.unitId && { unitId: robot.unitId }),
      }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('robot.name')} rules={[{ required: true, whitespace: true, message: t('robot.nameRequired') }]}>
        <Input maxLength={60} autoComplete="off" autoFocus />
      </Form.Item>
      <Form.Item name="kind" label={t('robot.kind')}>
        <Radio.Group
          disabled={robot !== undefined}
          options={RobotKind.options.map((value) => ({ value, label: t(`robot.kinds.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="address"
        label={t('robot.address')}
        extra={t(robot ? 'robot.addressStays' : 'robot.addressHint')}
        rules={[{ required: robot === undefined, message: t('robot.addressRequired') }]}
      >
        <Input maxLength={500} autoComplete="off" spellCheck={false} placeholder={robot && `https://${robot.host}/…`} />
      </Form.Item>
      <Form.Item name="secret" label={t('robot.secret')} extra={t('robot.secretHint')}>
        <Input.Password maxLength={200} autoComplete="new-password" placeholder={robot?.hasSecret ? '••••••' : undefined} />
      </Form.Item>
      <Form.Item name="unitId" label={t('robot.unit')} extra={t('robot.unitHint')}>
        <UnitSelect placeholder={t('robot.everyone')} />
      </Form.Item>
    </FormModal>
  )
}
