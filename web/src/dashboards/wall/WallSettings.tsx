import { Checkbox, Form, InputNumber, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal } from '../../ui/index.ts'
import { longestTurn, shortestTurn, type WallPlace } from './place.ts'

type Values = { boards: string[]; seconds: number; look: WallPlace['look'] }
type Props = {
  boards: { id: string; name: string }[]
  chosen: string[]
  place: WallPlace
  onSubmit: (change: WallPlace) => void
  onClose: () => void
}

/** Which boards stand in turn, for how long, light or dark. */
export function WallSettings({ boards, chosen, place: { seconds, look }, onSubmit, onClose }: Props) {
  const { t } = useTranslation('dashboards')
  return (
    <FormModal<Values>
      open
      title={t('wall.settings')}
      okText={t('own.save')}
      initialValues={{ boards: chosen, seconds, look }}
      onSubmit={async (values) => onSubmit({ ...values, boards: values.boards.join(',') })}
      onClose={onClose}
    >
      <Form.Item
        name="boards"
        label={t('wall.boards')}
        rules={[{ required: true, type: 'array', min: 1, message: t('wall.boardsNeeded') }]}
      >
        <Checkbox.Group className="wall-boards" options={boards.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <Form.Item name="seconds" label={t('wall.seconds')} rules={[{ required: true, message: t('wall.secondsNeeded') }]}>
        <InputNumber min={shortestTurn} max={longestTurn} precision={0} />
      </Form.Item>
      <Form.Item name="look" label={t('wall.look')}>
        <Radio.Group options={(['dark', 'light'] as const).map((value) => ({ value, label: t(`wall.looks.${value}`) }))} />
      </Form.Item>
    </FormModal>
  )
}
